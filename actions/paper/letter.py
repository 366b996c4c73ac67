"""The letter of authorisation on paper, and read aloud before it is signed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from actions.cases.number import grouped
from actions.catalogue.model import Catalogue
from actions.catalogue.paper import LetterWords
from actions.paper.authorisation import Authorisation
from actions.paper.sheet import Block, Line, Sheet, block, day_of, filled, line, sheet, surname_of

_ORIGINALS = 4
"""Rows for papers that change hands."""


def letter_card(authorisation: Authorisation, catalogue: Catalogue) -> Sheet:
    """The payload of kind `letter`. Names stand whole on the paper alone; identity numbers are written by hand."""
    words = catalogue.paper.letter
    return sheet(
        "letter",
        catalogue,
        title=words.title,
        heading=_title(authorisation, catalogue),
        note=None,
        number={"label": words.number, "text": grouped(authorisation.number)},
        blocks=[*_told(authorisation, catalogue), *_left_open(words)],
        foot=[words.basis],
    )


def letter_spoken(authorisation: Authorisation, catalogue: Catalogue) -> tuple[str, ...]:
    """The letter as short sentences, to be read to the person who is to sign it."""
    words, ends = catalogue.paper.letter, tuple(catalogue.rules.sentence_ends)
    sentences = tuple(line for line in authorisation.may_not if line.endswith(ends))
    values = {
        "principal": authorisation.principal,
        "agent": authorisation.agent,
        "title": _title(authorisation, catalogue),
        "scope": _joined(authorisation.scope, catalogue),
        "may_not": _joined((line for line in authorisation.may_not if line not in sentences), catalogue),
        **_term(authorisation, catalogue),
    }
    begun, ended = ([filled(text, **values) for text in texts] for texts in (words.spoken, words.spoken_end))
    return (*begun, *sentences, *ended)


def _told(letter: Authorisation, catalogue: Catalogue) -> Iterator[Block]:
    words = catalogue.paper.letter
    yield block("principal", words.principal, _name(letter.principal, words))
    yield block("principal_id", words.id_number, rows=1)
    yield block("agent", words.agent, _name(letter.agent, words))
    yield block("agent_id", words.id_number, rows=1)
    relation = words.relations.get(letter.relation)
    yield block("relation", words.relation, *([relation] if relation else []), rows=0 if relation else 1)
    yield block("matter", words.matter, filled(words.matter_line, title=_title(letter, catalogue)))
    yield block("scope", words.scope, *letter.scope)
    yield block("may_not", words.may_not, *letter.may_not)
    yield block("term", words.term, filled(words.term_line, **_term(letter, catalogue)))
    yield block("revoke", words.revoke, words.revoke_line)


def _left_open(words: LetterWords) -> Iterator[Block]:
    yield block("by_hand", words.by_hand, words.by_hand_line)
    yield block("originals", words.originals, rows=_ORIGINALS)
    yield block("declaration", words.declaration, words.declaration_line)
    yield block("principal_signs", words.principal_signs, rows=1)
    yield block("signed_on", words.signed_on, rows=1)
    yield block("fingerprint", words.fingerprint, words.fingerprint_line, box=True)
    yield block("witness", words.witness, rows=1)
    yield block("agent_signs", words.agent_signs, rows=1)


def _name(name: str, words: LetterWords) -> Line:
    surname = surname_of(name)
    return line(name, shown=filled(words.hidden_name, surname=surname) if surname else words.hidden_whole)


def _term(letter: Authorisation, catalogue: Catalogue) -> dict[str, str]:
    first: date = day_of(letter.made_at)
    written = catalogue.forms.words.written
    return {"from": written(first), "until": written(letter.expires_on)}


def _title(letter: Authorisation, catalogue: Catalogue) -> str:
    service = catalogue.services.get(letter.service)
    return service.title if service else catalogue.paper.slip.something


def _joined(lines: Iterable[str], catalogue: Catalogue) -> str:
    return catalogue.phrases.joiner.join(lines)
