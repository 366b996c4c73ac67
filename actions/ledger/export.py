"""The ledger as a public file: one JSON object with everything that a check needs and nothing else."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timezone

from pydantic import BaseModel, ValidationError, parse_raw_as

from actions.ledger.entry import Entry
from actions.ledger.head import Head

FORMAT = "linban-ledger-1"


class ExportError(ValueError):
    """This is no export of a ledger; the message says what is wrong."""


class _Page(BaseModel):
    index: int
    kind: str
    body: dict[str, object]
    previous: str
    digest: str


class _Head(BaseModel):
    length: int
    digest: str
    at: int
    signature: str


class _Export(BaseModel):
    format: str
    public_key: str
    entries: list[_Page]
    heads: list[_Head]


def write(entries: Sequence[Entry], heads: Sequence[Head], public: str) -> str:
    """The file's text: moments as whole seconds since 1970."""
    document = {
        "format": FORMAT,
        "public_key": public,
        "entries": [vars(entry) for entry in entries],
        "heads": [vars(head) | {"at": int(head.at.timestamp())} for head in heads],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def read(text: str) -> tuple[Sequence[Entry], Sequence[Head], str]:
    """Pages, heads and public key of an export. Raises ExportError."""
    try:
        export = parse_raw_as(_Export, text)
    except (ValidationError, ValueError) as error:
        raise ExportError("This file is no export of a ledger.") from error
    if export.format != FORMAT:
        raise ExportError(f"This export has the format {export.format!r}; {FORMAT!r} can be read.")
    entries = [Entry(page.index, page.kind, page.body, page.previous, page.digest) for page in export.entries]
    heads = [
        Head(head.length, head.digest, datetime.fromtimestamp(head.at, timezone.utc), head.signature)
        for head in export.heads
    ]
    return entries, heads, export.public_key
