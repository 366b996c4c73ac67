"""Hint cards beside the conversation: what the catalogue allows to be said today about the service in hand. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from actions.catalogue.answer import compose
from actions.catalogue.card import Card, Helper
from actions.catalogue.model import ASPECTS, Service
from channels.desk.live.naming import Naming

_FIRST = "overview"
_MOST_LINES = 6


@dataclass(frozen=True)
class Hint:
    """One card. `sayable`: its lines are sentences for the person."""

    kind: str
    lines: tuple[str, ...]
    sayable: bool = False


def hints(service: Service | None, aspect: str | None, beneficiary: str, naming: Naming, today: date) -> list[Hint]:
    """The cards that hold something; none where no service is talked about."""
    if service is None:
        return []
    asked = aspect if aspect in ASPECTS else _FIRST
    answer = compose(service, asked, catalogue=naming.catalogue, today=today, beneficiary=beneficiary)
    found = (
        Hint("say", answer.spoken, sayable=True),
        Hint("materials", tuple(_materials(answer.card))),
        Hint("mistakes", answer.card.warnings),
        Hint("ring", tuple(_ring(answer.card.helper, naming))),
    )
    return [Hint(one.kind, one.lines[:_MOST_LINES], one.sayable) for one in found if one.lines]


def _materials(card: Card) -> Iterator[str]:
    for material in card.bring:
        remark = material.only_if or material.substitute
        yield f"{material.item} ({remark})" if remark else material.item


def _ring(helper: Helper | None, naming: Naming) -> Iterator[str]:
    if helper is None:
        return
    words = naming.words["hints"]
    number = helper.hotline.number if helper.hotline else ""
    yield words["ring_line" if number else "ring_staff"].format(body=helper.body, number=number)
