"""An address where no scheduler answers is told of, in both languages and in bounded time."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator

import pytest

from plancheck.cli import main
from plancheck.corpus.cluster import Cluster
from plancheck.corpus.scheduler import ClusterError, probe, reason
from plancheck.corpus.task import Orders


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of one who listens and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"tcp://127.0.0.1:{listening.getsockname()[1]}"


@pytest.mark.parametrize(
    "address",
    ["", "cluster", "127.0.0.1:8786", "http://127.0.0.1:8786", "tcp://127.0.0.1", "tcp://a:b", "tcp://[::1:1"],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ClusterError) as refused:
        probe(address, seconds=1)
    assert f"«{address}»" in refused.value.text("ru")
    assert f"“{address}”" in str(refused.value)


def test_nobody_listening_is_told_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        address = f"tcp://127.0.0.1:{closed.getsockname()[1]}"
    with pytest.raises(ClusterError, match="cannot be reached"):
        probe(address, seconds=60)


def test_one_who_listens_and_says_nothing_is_not_waited_for(silent: str) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(ClusterError, match="not as a dask scheduler"):
        probe(silent, seconds=0.2)


def test_without_dask_the_extra_is_named(silent: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"plancheck\[cluster\]"):
        list(Cluster(silent).outcomes([], Orders({})))


def test_an_error_without_words_is_called_by_its_name() -> None:
    assert reason(TimeoutError()) == "TimeoutError"
    assert reason(OSError("gone")) == "gone"


@pytest.mark.parametrize(("lang", "says"), [("ru", "не адрес планировщика"), ("en", "no scheduler's address")])
def test_the_command_says_so_and_judges_nothing(lang: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "examples/good-school.txt", "--scheduler", "cluster", "--lang", lang, "--no-config"]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert says in err
