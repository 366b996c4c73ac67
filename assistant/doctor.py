"""`linban doctor`: the health of the machine and the station on paper; every finding says what to do."""

from __future__ import annotations

import json
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from assistant.health.model import Severity
from assistant.health.report import health_report
from assistant.health.words import Line
from assistant.settings import Settings

_SIGNS = {Severity.WELL: "✓", Severity.LESS: "!", Severity.BROKEN: "✗"}


def examine(settings: Settings) -> tuple[Line, ...]:
    """Every check, what nobody can be helped without first. Never raises: a check that fails says so."""
    return health_report(settings, "en")


def is_fit(lines: Sequence[Line]) -> bool:
    """Whether people can be helped with what is there."""
    return all(line.severity is not Severity.BROKEN for line in lines)


def json_line(line: Line) -> str:
    """The check as one JSON object."""
    told = {"check": line.check, "name": line.name, "severity": line.severity.value, "is_well": line.is_well}
    return json.dumps({**told, "says": line.says, "do": line.do}, ensure_ascii=False)


def table(lines: Sequence[Line]) -> str:
    """The checks as a table for a person."""
    rows = Table("", "what", "finding", "what to do", box=None)
    for line in lines:
        rows.add_row(_SIGNS[line.severity], line.name, line.says, line.do)
    console = Console(width=120)
    with console.capture() as captured:
        console.print(rows)
    return captured.get()
