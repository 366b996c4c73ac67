"""What is known of a person's case, and whether a material is theirs."""

from __future__ import annotations

from collections.abc import Mapping

from actions.catalogue.conditions import Condition
from actions.catalogue.model import Material
from actions.materials.model import Situation, Words

_FAMILY = "agent_is_family"
_NO_FAMILY = ("neighbour", "friend")
_UNCERTAIN = ("relative",)


def known(situation: Situation, words: Words) -> dict[str, bool]:
    """What was told, and what follows from it; what was told goes first."""
    facts = dict(_from_relation(situation.for_whom)) if situation.for_other else {}
    for key, holds in situation.facts.items():
        if holds and key in words.questions:
            facts |= {means.fact: means.holds for means in words.questions[key].yes_means}
    return facts | dict(situation.facts)


def is_needed(material: Material, facts: Mapping[str, bool]) -> bool | None:
    """Whether a material is wanted; None while nobody knows."""
    if material.only_if is None:
        return True
    met = [_is_met(condition, facts) for condition in material.needed_when]
    if False in met:
        return False
    return True if met and None not in met else None


def _is_met(condition: Condition, facts: Mapping[str, bool]) -> bool | None:
    told = facts.get(condition.fact)
    return None if told is None else told is condition.holds


def _from_relation(relation: str) -> Mapping[str, bool]:
    return {} if relation in _UNCERTAIN else {_FAMILY: relation not in _NO_FAMILY}
