"""`linban catalogue check`, `linban catalogue add`."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Annotated

import typer

from assistant.settings import Settings

app = typer.Typer(help="The services the assistant knows.", no_args_is_help=True)


@app.command()
def check() -> None:
    """Read every service file; list what is unverified, too old or missing."""
    from actions.catalogue.check import check as findings_of
    from actions.catalogue.loader import load_catalogue

    settings = Settings.from_environment()
    catalogue = load_catalogue(settings.catalogue, settings.region)
    findings = findings_of(catalogue, date.today())
    for finding in findings:
        typer.echo(f"{finding.file}: {finding.key}: {finding.kind.value}: {finding.message}")
    counted = ", ".join(f"{count} {kind.value}" for kind, count in Counter(f.kind for f in findings).items())
    typer.echo(f"{len(catalogue.services)} services are in order; to mend: {counted or 'nothing'}.")


@app.command()
def add(service: Annotated[str, typer.Argument(help="The new service's id: small letters, digits and _.")]) -> None:
    """Start the file of a new service from the commented skeleton."""
    from actions.catalogue.add import add_service

    path = add_service(service, Settings.from_environment().catalogue)
    typer.echo(f"Fill in {path}, rename it to {service}.yml, then `linban catalogue check` and `linban train`.")
