"""`linban ledger verify`, `linban ledger export`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from actions.ledger.entry import Entry
    from actions.ledger.head import Head

app = typer.Typer(help="The public ledger of votes and points.", no_args_is_help=True)

_FILE = typer.Argument(help="An export; without it the ledger of this station.", show_default=False)


@app.command()
def verify(file: Annotated[Path | None, _FILE] = None) -> None:
    """Check every page, every link and every signature, and count every vote again."""
    from actions.ledger.checking import check
    from actions.votes.recount import recount

    entries, heads, public = _read(file) if file else _own()
    findings = check(entries, heads, public)
    counts = recount(entries)
    for finding in findings:
        typer.echo(f"page {finding.index}: {finding.fault.value}", err=True)
    for vote in counts:
        told = "open" if vote.result is None else ", ".join(f"{name} {count}" for name, count in vote.result.items())
        typer.echo(f"{vote.title}: {told}; {len(vote.posted)} of {vote.papers} papers")
        for problem in vote.problems:
            typer.echo(f"{vote.title}: {problem}", err=True)
    if findings or any(vote.problems for vote in counts):
        raise SystemExit(1)
    typer.echo(f"The ledger is whole: {len(entries)} pages, {len(heads)} signed heads, key {public[:16]}.")


@app.command()
def export(file: Annotated[Path, typer.Argument(help="Where the public file shall be written.")]) -> None:
    """Write the public file that anyone can check."""
    from actions.ledger.export import write

    file.write_text(write(*_own()), encoding="utf-8")
    typer.echo(f"Written to {file}. Check it anywhere with `linban ledger verify {file}`.")


def _read(file: Path) -> tuple[Sequence[Entry], Sequence[Head], str]:
    from actions.ledger.export import read

    return read(file.read_text(encoding="utf-8"))


def _own() -> tuple[Sequence[Entry], Sequence[Head], str]:
    from actions.bootstrap import bootstrap, prepare
    from assistant.settings import Settings

    settings = Settings.from_environment()
    prepare(settings)
    with bootstrap(settings).units() as work:
        return work.ledger.entries(), work.ledger.heads(), work.ledger.public
