"""`linban grid import`, `linban grid export`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from actions.resources import Resources

app = typer.Typer(help="Which address belongs to which grid, and who is on duty there.", no_args_is_help=True)


@app.command("import")
def import_(file: Annotated[Path, typer.Argument(help="A CSV file: place,grid,worker,phone,from,until.")]) -> None:
    """Put a table in the place of the one in force, once every line of it is right."""
    from actions.grid.model import decoded, overlapping, read_table

    places = read_table(decoded(file.read_bytes()))
    with _resources().units() as work:
        work.grid_places.replace(places)
        work.commit()
    for one in overlapping(places):
        typer.echo(f"{one.place} stands in two grids: the first counts.", err=True)
    typer.echo(f"{len(places)} lines are in force.")


@app.command()
def export(file: Annotated[Path, typer.Argument(help="Where the table shall be written.")]) -> None:
    """Write the table in force as a CSV file."""
    from actions.grid.model import write_table

    with _resources().units() as work:
        places = work.grid_places.all()
    file.write_text(write_table(places), encoding="utf-8-sig")
    typer.echo(f"{len(places)} lines are in {file}.")


def _resources() -> Resources:
    from actions.bootstrap import bootstrap, prepare
    from assistant.settings import Settings

    settings = Settings.from_environment()
    prepare(settings)
    return bootstrap(settings)
