"""What heirs and profiles say anew of inherited rules: the parts of a rule with the place each is from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from plancheck.rules.messages import Text
from plancheck.rules.ruleset import Origin, Place
from plancheck.rules.schema import OverrideModel, RuleModel

__all__ = ["PARTS", "Override", "SaidAnew", "said_anew"]

PARTS = ("severity", "title", "message", "remedy", "source", "suggest", "effective", "replaced_by")


class Override(NamedTuple):
    """One override of a rule, with its place."""

    code: str
    model: OverrideModel
    origin: Origin


@dataclass(slots=True)
class SaidAnew:
    """All that is said anew of one rule. `off` is the reason why it is switched off, with its place."""

    parts: dict[str, Any] = field(default_factory=dict)
    set_by: dict[str, Place] = field(default_factory=dict)
    off: tuple[Text, Origin] | None = None
    parameters: list[tuple[str, Any, Origin]] = field(default_factory=list)

    def take(self, one: Override) -> None:
        """A later override wins; one that gives a severity switches the rule on again."""
        model, origin = one.model, one.origin
        for part in PARTS:
            value = getattr(model, part)
            if value is not None:
                self.parts[part], self.set_by[part] = value, origin / part
        if model.off is not None:
            self.off = Text(model.off.ru, model.off.en), origin / "off"
        elif model.severity is not None:
            self.off = None
        for name, raw in model.parameters.items():
            place = origin / "parameters" / name
            self.parameters.append((name, raw, place))
            self.set_by[f"parameters.{name}"] = place

    def of(self, model: RuleModel) -> RuleModel:
        """The rule with what is said anew of it."""
        return model.model_copy(update=self.parts) if self.parts else model


def said_anew(overrides: Iterable[Override]) -> Mapping[str, SaidAnew]:
    """The overrides by rule, those of one rule together in their order."""
    found: dict[str, SaidAnew] = {}
    for one in overrides:
        found.setdefault(one.code, SaidAnew()).take(one)
    return found
