"""The card beside a spoken answer: everything about the service that may be trusted today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from actions.catalogue.model import Catalogue, Evidence, Grade, Hotline, Material, Titles
from actions.catalogue.teller import Teller, Withheld
from actions.catalogue.trust import Doubt

_STRONGEST_FIRST = (Grade.LAW, Grade.STANDARD, Grade.STATION, Grade.PAGE, Grade.MEMORY)


@dataclass(frozen=True)
class Provenance:
    """Where an answer comes from: its sources, the weakest grade among them, the longest-ago check."""

    sources: tuple[str, ...]
    grade: Grade
    grade_title: str
    checked_on: date


@dataclass(frozen=True)
class Helper:
    """Who knows when the answer is not enough. Without a hotline it is the staff of the station."""

    body: str
    co_bodies: tuple[str, ...]
    level: str
    hotline: Hotline | None


@dataclass(frozen=True)
class Card:
    """What the screen shows. A line that says something differs by place takes the place of missing values.

    `provenance` is that of what was said, or of the card when nothing could be said.
    """

    service: str
    heading: str
    bring: tuple[Material, ...]
    eligibility: tuple[str, ...]
    steps: tuple[str, ...]
    place: tuple[str, ...]
    time_limit: tuple[str, ...]
    fee: tuple[str, ...]
    amount: tuple[str, ...]
    proxy: tuple[str, ...]
    status: tuple[str, ...]
    legal_basis: tuple[str, ...]
    no_phone_way: tuple[str, ...]
    warnings: tuple[str, ...]
    helper: Helper | None
    provenance: Provenance | None
    note: str | None


def build_card(teller: Teller, heading: str) -> Card:
    """The card for what the teller was asked; call it after everything was told."""
    said = tuple(teller.used)
    no_phone_way, _ = teller.tell(teller.service.no_phone_way, "steps")
    return Card(
        service=teller.service.name,
        heading=heading,
        bring=tuple(_bring(teller)),
        eligibility=tuple(_lines(teller, "eligibility")),
        steps=tuple(_lines(teller, "steps")),
        place=tuple(_lines(teller, "place")),
        time_limit=tuple(_lines(teller, "time_limit")),
        fee=tuple(_lines(teller, "fee")),
        amount=tuple(_lines(teller, "amount")),
        proxy=tuple(_lines(teller, "proxy")),
        status=tuple(_lines(teller, "status")),
        legal_basis=tuple(_lines(teller, "legal_basis")),
        no_phone_way=no_phone_way,
        warnings=tuple(_lines(teller, "warnings")),
        helper=_helper(teller),
        provenance=_provenance(said or tuple(teller.used), teller.catalogue.titles),
        note=example_note(teller.catalogue),
    )


def _lines(teller: Teller, topic: str) -> Iterator[str]:
    """The trusted facts and local values of a topic; the last line says what differs by place."""
    for fact in teller.service.facts_about(topic):
        if teller.doubt_of_facts([fact.id]) is None:
            teller.use([fact.id])
            yield fact.text
    missing = []
    for local in teller.service.varies.values():
        if local.topic != topic:
            continue
        if teller.doubt_of_local(local) is None:
            line = teller.catalogue.phrases.local_line.replace("{what}", local.what)
            yield line.replace("{value}", teller.local_text(local.key))
        else:
            missing.append(Withheld(Doubt.DIFFERS, local.what))
    if missing:
        yield teller.excuse(Doubt.DIFFERS, missing)


def _bring(teller: Teller) -> Iterator[Material]:
    for_other = teller.service.proxy.must_bring if teller.for_other else ()
    for material in (*teller.service.materials, *for_other):
        if teller.doubt_of_facts(material.rests_on) is None:
            teller.use(material.rests_on)
            yield material


def _helper(teller: Teller) -> Helper | None:
    responsible = teller.service.responsible
    if teller.doubt_of_facts(responsible.rests_on) is not None:
        return None
    level = teller.catalogue.titles.levels[responsible.level]
    return Helper(responsible.body, responsible.co_bodies, level, teller.hotline)


def _provenance(used: tuple[Evidence, ...], titles: Titles) -> Provenance | None:
    if not used:
        return None
    weakest = max((evidence.grade for evidence in used), key=_STRONGEST_FIRST.index)
    return Provenance(
        sources=tuple(dict.fromkeys(evidence.source for evidence in used)),
        grade=weakest,
        grade_title=titles.grades[weakest],
        checked_on=min(evidence.checked_on for evidence in used),
    )


def example_note(catalogue: Catalogue) -> str | None:
    """What stands beside local values that nobody may take for true."""
    region = catalogue.region
    if region is None or not region.invented:
        return None
    return catalogue.phrases.example_region.replace("{name}", region.name)
