"""What a column of an export may hold: a fixed list, so that a template can ask for nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from actions.cases.model import Case
from actions.paper.sheet import day_of

_OF_A_FORM = re.compile(r"(answer|field|said)\.([a-z][a-z0-9_]*)")


@dataclass(frozen=True)
class Naming:
    """How a receiver reads what the station keeps as keys."""

    title: Callable[[str], str]
    states: Mapping[str, str]
    levels: Mapping[int, str]
    spoken_of: Callable[[str], str]


def is_value(name: str) -> bool:
    """Whether a template may ask for it.

    `answer.<type>` is the first answer of a type, `field.<key>` the answer to one question, `said.<key>` the person's
    own words there.
    """
    return name in _VALUES or _OF_A_FORM.fullmatch(name) is not None


def value_of(name: str, case: Case, naming: Naming) -> str:
    """The text of a cell; empty when the case has no such thing."""
    if name in _VALUES:
        return _VALUES[name](case, naming)
    match = _OF_A_FORM.fullmatch(name)
    if match is None:
        return ""
    how, key = match.groups()
    answers = case.details.answers
    told = next((one for one in answers if (one.type if how == "answer" else one.key) == key), None)
    if told is None:
        return ""
    return told.said or told.value if how == "said" else told.value


_VALUES: Mapping[str, Callable[[Case, Naming], str]] = {
    "number": lambda case, naming: case.number,
    "service": lambda case, naming: naming.title(case.service),
    "service_id": lambda case, naming: case.service,
    "body": lambda case, naming: case.body,
    "grid": lambda case, naming: case.grid or "",
    "level": lambda case, naming: naming.levels[int(case.level)],
    "state": lambda case, naming: naming.states[case.state.value],
    "filed_on": lambda case, naming: day_of(case.filed_at).isoformat(),
    "due_on": lambda case, naming: case.due_on.isoformat() if case.due_on else "",
    "result": lambda case, naming: case.result,
    "for_whom": lambda case, naming: naming.spoken_of(case.details.beneficiary),
    "agent": lambda case, naming: case.details.agent.name if case.details.agent else "",
    "agent_relation": lambda case, naming: naming.spoken_of(case.details.agent.relation) if case.details.agent else "",
}
