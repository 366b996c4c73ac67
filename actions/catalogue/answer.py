"""Composes the answer to one aspect of one service: what is said, what the card shows, what to offer next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actions.catalogue.card import Card, build_card
from actions.catalogue.model import SELF, Catalogue, Service
from actions.catalogue.teller import Teller, Withheld

_TOPIC_OF_ASPECT = {"overview": "eligibility", "who_is_responsible": "responsible", "apply": "steps"}
"""Aspects that are not called after the topic of their facts."""


@dataclass(frozen=True)
class FollowUp:
    """An aspect to offer next, with its Chinese title."""

    aspect: str
    title: str


@dataclass(frozen=True)
class Answer:
    """The answer to one aspect. `spoken` is ready to be said: one sentence each, at most three."""

    service: str
    aspect: str
    beneficiary: str
    spoken: tuple[str, ...]
    card: Card
    follow_ups: tuple[FollowUp, ...]
    withheld: tuple[Withheld, ...]


def compose(service: Service, aspect: str, *, catalogue: Catalogue, today: date, beneficiary: str = SELF) -> Answer:
    """The answer about `aspect` of `service` in the catalogue's region, as of `today`.

    `beneficiary` is a key of `phrases.yml` (a relation, or "self"); an unknown one is spoken of politely.
    Raises KeyError when the aspect is none of `ASPECTS`.
    """
    teller = Teller(service, catalogue, today, beneficiary)
    spoken, withheld = teller.tell(service.spoken[aspect], _TOPIC_OF_ASPECT.get(aspect, aspect))
    titles = catalogue.titles
    offered = service.follow_ups.get(aspect, titles.follow_ups[aspect])
    return Answer(
        service=service.id,
        aspect=aspect,
        beneficiary=beneficiary,
        spoken=spoken,
        card=build_card(teller, titles.aspects[aspect]),
        follow_ups=tuple(FollowUp(next_aspect, titles.aspects[next_aspect]) for next_aspect in offered),
        withheld=withheld,
    )
