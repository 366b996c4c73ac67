"""The words on the papers a person takes home; `paper.yml` says what each is for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PrintingWords:
    """The button that prints, and what stands there afterwards: whether or not the printer could be reached."""

    button: str
    done: str
    failed: str


@dataclass(frozen=True)
class SlipWords:
    """Headings and lines of the slip, and how it is read aloud."""

    title: str
    number: str
    something: str
    filed: str
    surname: str
    phone: str
    filed_on: str
    bring: str
    substitute: str
    place: str
    answer: str
    answer_by: str
    answer_open: str
    call: str
    next: str
    next_lines: tuple[str, ...]
    late: str
    beware: str
    code: str
    code_scan: str
    code_anywhere: str
    code_until: str
    code_once: str
    code_secret: str
    source: str
    checked_on: str
    spoken: tuple[str, ...]
    spoken_block: str
    spoken_end: tuple[str, ...]


@dataclass(frozen=True)
class LetterWords:
    """Headings and lines of the letter of authorisation, and how it is read aloud."""

    title: str
    number: str
    principal: str
    agent: str
    id_number: str
    relation: str
    hidden_name: str
    hidden_whole: str
    matter: str
    matter_line: str
    scope: str
    scope_lines: tuple[str, ...]
    may_not: str
    may_not_lines: tuple[str, ...]
    term: str
    term_line: str
    revoke: str
    revoke_line: str
    originals: str
    declaration: str
    declaration_line: str
    principal_signs: str
    agent_signs: str
    signed_on: str
    fingerprint: str
    witness: str
    fingerprint_line: str
    by_hand: str
    by_hand_line: str
    basis: str
    relations: dict[str, str]
    spoken: tuple[str, ...]
    spoken_end: tuple[str, ...]


@dataclass(frozen=True)
class PaperWords:
    """All of `paper.yml`."""

    printing: PrintingWords
    slip: SlipWords
    letter: LetterWords
