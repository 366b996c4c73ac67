"""What slip and letter are laid out from: headed blocks of lines, as plain JSON.

A sheet has `kind`, `title`, `heading`, `note`, `number` ({label, text}), `blocks`, `foot` (lines) and `printing` (the
words around the button). A block has `name`, `label` and `lines`, each {text, note}; a line with `shown` stands so on
a screen in a public room and as `text` on the paper alone. A block with `rows` or `box` leaves room for a pen: the
screen passes it over. A block with `qr` ({path, size}) holds a code for a telephone.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from actions.catalogue.model import Catalogue
from assistant.text.names import read_name

Sheet = dict[str, Any]
Block = dict[str, Any]
Line = dict[str, str]


def sheet(kind: str, catalogue: Catalogue, **parts: Any) -> Sheet:
    """A whole paper. Blocks without anything in them are left out."""
    blocks = [one for one in parts.pop("blocks") if one["lines"] or one.get("rows") or one.get("box")]
    return {"kind": kind, **parts, "blocks": blocks, "printing": asdict(catalogue.paper.printing)}


def block(name: str, label: str, *lines: str | Line, **more: Any) -> Block:
    """A heading with lines under it."""
    return {
        "name": name,
        "label": label,
        "lines": [line(one) if isinstance(one, str) else one for one in lines],
        **more,
    }


def line(text: str, note: str = "", **more: str) -> Line:
    """One line, and what is said about it in smaller print."""
    return {"text": text, "note": note, **more}


def filled(text: str, **values: str) -> str:
    """The words with everything in braces put in."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def day_of(moment: datetime) -> date:
    """The day a moment falls on at the station; the store tells moments by another clock."""
    return moment.astimezone().date()


def surname_of(name: str) -> str | None:
    """None where it is not certain which part of the name that is."""
    read = read_name(name)
    return read.surname if read else None
