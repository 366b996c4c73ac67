"""The slip: what a person takes home once something is filed. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from actions.cases.model import Case
from actions.cases.number import grouped
from actions.catalogue.answer import Answer, compose
from actions.catalogue.model import Catalogue, Hotline
from actions.catalogue.paper import SlipWords
from actions.catalogue.trust import doubt_of_evidence, hotline_of
from actions.paper.qr import qr_code
from actions.paper.sheet import Block, Line, Sheet, block, day_of, filled, line, sheet, surname_of
from actions.passes import code as codes

_COLON = "："
_SEMICOLON = "；"
_END = "。"
_IN_BRACKETS = re.compile(r"（[^）]*）")

_SPOKEN = ("answer", "call", "bring", "place", "next")
"""Blocks that are read out: what is filed, and the code, are nobody else's business."""


class Thing(Protocol):
    """Something to bring: a material of the catalogue, or what a person was found to need of it."""

    @property
    def item(self) -> str: ...

    @property
    def why(self) -> str | None: ...

    @property
    def substitute(self) -> str | None: ...

    @property
    def only_if(self) -> str | None: ...


@dataclass(frozen=True)
class _Slip:
    """What all parts of a slip are made from. `place` and `bring` are None when the service is not known here."""

    case: Case
    catalogue: Catalogue
    today: date
    place: Answer | None
    bring: Answer | None

    @property
    def words(self) -> SlipWords:
        return self.catalogue.paper.slip


def slip_card(
    case: Case,
    catalogue: Catalogue,
    today: date,
    code: str | None = None,
    link: str = "",
    materials: Sequence[Thing] = (),
    code_until: datetime | None = None,
) -> Sheet:
    """The payload of kind `slip`: everything to know about a case, and no number of a person in the clear.

    `materials` are those that apply to this person; what may not be told as true today is left out all the same.
    `code` goes on in a chat until `code_until`; `link` and the code behind it lead there when they are scanned.
    """
    slip = _Slip(
        case, catalogue, today, _answer(case, catalogue, today, "place"), _answer(case, catalogue, today, "materials")
    )
    words = slip.words
    return sheet(
        "slip",
        catalogue,
        title=words.title,
        heading=_title(slip),
        note=slip.place.card.note if slip.place else None,
        number={"label": words.number, "text": grouped(case.number)},
        blocks=[*_blocks(slip, materials), *([_code(slip, code, link, code_until)] if code else [])],
        foot=list(_foot(slip)),
    )


def slip_text(card: Sheet) -> str:
    """The slip for a chat: a few short lines, without the code, which leads there."""
    first = f"{card['title']}{_COLON}{card['heading']}"
    number = f"{card['number']['label']}{_COLON}{card['number']['text']}"
    told = (one for one in card["blocks"] if "qr" not in one)
    notes = [card["note"]] if card["note"] else []
    return "\n".join((first, number, *map(_as_text, told), *notes))


def slip_spoken(card: Sheet, catalogue: Catalogue) -> tuple[str, ...]:
    """The slip as short sentences for a public room: without whom it is for, and without the code."""
    words, blocks = catalogue.paper.slip, {one["name"]: one for one in card["blocks"]}
    values = {"title": card["heading"], "number": card["number"]["text"]}
    begun, ended = ([filled(text, **values) for text in texts] for texts in (words.spoken, words.spoken_end))
    told = (sentence for name in _SPOKEN if name in blocks for sentence in _as_sentences(blocks[name], words))
    return (*begun, *told, *ended)


def _as_sentences(one: Block, words: SlipWords) -> Iterator[str]:
    """The heading, and then each line without what stands beside it, or in brackets."""
    yield filled(words.spoken_block, label=one["label"])
    for told in one["lines"]:
        yield f"{_IN_BRACKETS.sub('', told['text']).rstrip(_END)}{_END}"


def _as_text(one: Block) -> str:
    texts = _SEMICOLON.join(line["text"].rstrip("。") for line in one["lines"])
    return f"{one['label']}{_COLON}{texts}"


def _answer(case: Case, catalogue: Catalogue, today: date, aspect: str) -> Answer | None:
    service = catalogue.services.get(case.service)
    if service is None:
        return None
    return compose(service, aspect, catalogue=catalogue, today=today, beneficiary=case.details.beneficiary)


def _title(slip: _Slip) -> str:
    catalogue, filed = slip.catalogue, slip.case.service
    about = catalogue.services.get(filed) or catalogue.forms.feedback.get(filed)
    return about.title if about else slip.words.something


def _blocks(slip: _Slip, materials: Iterable[Thing]) -> Iterator[Block]:
    words = slip.words
    yield block("answer", words.answer, _answered_by(slip))
    yield block("call", words.call, _to_call(slip))
    yield block("bring", words.bring, *_to_bring(slip, materials))
    yield block("place", words.place, *(slip.place.card.place if slip.place else ()))
    yield block("next", words.next, *_next(slip))
    yield block("filed", words.filed, *_filed(slip))


def _filed(slip: _Slip) -> Iterator[str]:
    case, words = slip.case, slip.words
    phone = case.details.of_type("phone")
    yield _for_whom(slip)
    if phone and phone.value:
        yield filled(words.phone, phone=phone.shown)
    yield filled(words.filed_on, day=slip.catalogue.forms.words.written(day_of(case.filed_at)))


def _for_whom(slip: _Slip) -> str:
    details = slip.case.details
    person, name = slip.catalogue.phrases.spoken_of(details.beneficiary), details.of_type("name")
    surname = surname_of(name.value) if name else None
    return filled(slip.words.surname, who=person, surname=surname) if surname else person


def _to_bring(slip: _Slip, materials: Iterable[Thing]) -> Iterator[Line]:
    told = {material.item for material in slip.bring.card.bring} if slip.bring else set()
    for thing in materials:
        if thing.item in told:
            instead = filled(slip.words.substitute, substitute=thing.substitute) if thing.substitute else None
            remarks = (thing.only_if, thing.why, instead)
            yield line(thing.item, _SEMICOLON.join(remark for remark in remarks if remark))


def _answered_by(slip: _Slip) -> str:
    due = slip.case.due_on
    return filled(slip.words.answer_by, day=slip.catalogue.forms.words.written(due)) if due else slip.words.answer_open


def _to_call(slip: _Slip) -> str | Line:
    hotline = _hotline(slip)
    return line(hotline.number, hotline.name) if hotline else slip.catalogue.phrases.ask_staff


def _hotline(slip: _Slip) -> Hotline | None:
    catalogue, filed = slip.catalogue, slip.case.service
    if filed in catalogue.services:
        return hotline_of(catalogue.services[filed], catalogue, slip.today)
    feedback = catalogue.forms.feedback.get(filed)
    number = feedback.hotline if feedback else catalogue.general_hotline
    hotline = catalogue.hotlines.get(number or "")
    return hotline if hotline and doubt_of_evidence(hotline.evidence, slip.today) is None else None


def _next(slip: _Slip) -> Iterator[str]:
    words = slip.words
    for text in words.next_lines:
        yield filled(text, body=slip.case.body)
    if slip.case.due_on:
        yield words.late
    yield words.beware


def _code(slip: _Slip, code: str, link: str, until: datetime | None) -> Block:
    words = slip.words
    how = words.code_scan if link else words.code_anywhere
    lines = (line(codes.grouped(code), how), _code_until(slip, until), words.code_secret)
    return block("code", words.code, *lines, qr=qr_code(link + code))


def _code_until(slip: _Slip, until: datetime | None) -> str:
    if until is None:
        return slip.words.code_once
    local = until.astimezone()
    day = slip.catalogue.forms.words.written(local.date())
    return filled(slip.words.code_until, day=day, hour=str(local.hour), minute=f"{local.minute:02}")


def _foot(slip: _Slip) -> Iterator[str]:
    told = [answer.card.provenance for answer in (slip.place, slip.bring) if answer and answer.card.provenance]
    if told:
        sources = dict.fromkeys(source for one in told for source in one.sources)
        yield filled(slip.words.source, source=slip.catalogue.phrases.joiner.join(sources))
        yield filled(slip.words.checked_on, day=slip.catalogue.forms.words.written(min(one.checked_on for one in told)))
