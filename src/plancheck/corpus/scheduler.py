"""A cluster's scheduler as it is named by a person: is the address one, and does anyone answer there?"""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import Final
from urllib.parse import urlsplit

from plancheck.errors import PlancheckError
from plancheck.said import said

__all__ = ["ClusterError", "probe", "reason"]

_SCHEMES: Final = ("tcp", "tls", "ws", "wss")


class ClusterError(PlancheckError):
    """A cluster cannot be used: no address, nobody there, no workers, workers of another version."""

    def __str__(self) -> str:
        return self.text("en")


def probe(address: str, seconds: float) -> None:
    """Whether a scheduler answers at an address such as «tcp://10.0.0.5:8786»; no longer than `seconds`.

    dask's own client goes on trying where nobody listens, and waits for ever for one who listens and says nothing.
    Raises ClusterError.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if host is None or port is None or parts.scheme not in _SCHEMES:
        raise ClusterError(said("cluster.address", address=address))
    try:
        socket.create_connection((host, port), timeout=seconds).close()
    except OSError as error:
        why = error.strerror or str(error)
        raise ClusterError(said("cluster.unreachable", address=address, why=why)) from error
    with ThreadPoolExecutor(1) as apart:  # the caller may have a loop of its own
        try:
            apart.submit(asyncio.run, _shake_hands(address, seconds)).result()
        except Exception as error:  # whatever listens there may say whatever it likes
            raise ClusterError(said("cluster.silent", address=address, why=reason(error))) from error


def reason(error: BaseException) -> str:
    """What an error says, or what it is."""
    return str(error) or type(error).__name__


async def _shake_hands(address: str, seconds: float) -> None:
    from distributed.comm.core import connect  # noqa: PLC0415 - loaded when a cluster is asked for
    from distributed.security import Security  # noqa: PLC0415

    arguments = Security().get_connection_args("client")
    async with asyncio.timeout(seconds):
        comm = await connect(address, timeout=seconds, **arguments)
        comm.abort()
