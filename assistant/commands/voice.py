"""`linban voice list`, `check`, `use`, `import`, `export`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.settings import Settings

if TYPE_CHECKING:
    from channels.voices.shelf import VoiceShelf

app = typer.Typer(help="Sentences recorded by people of the place, instead of synthesis.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="The pack's name: small letters, digits, hyphens.")]
Source = Annotated[Path, typer.Argument(help="The folder or zip file of another station.")]


@app.command("list")
def list_() -> None:
    """Every pack, how much of what the kiosk says is in it, and which one is in use."""
    from assistant.station_voices import fixed_prompts

    shelf = _shelf()
    wanted = {prompt.digest for prompt in fixed_prompts(Settings.from_environment())}
    for name in shelf.names():
        pack = shelf.pack(name)
        told = f"{pack.about.dialect}, {pack.about.station}"
        mark = "*" if name == shelf.name_in_use() else " "
        typer.echo(f"{mark} {name}: {told}; {len(wanted & set(pack.recordings))} of {len(wanted)} sentences")
    if not shelf.names():
        typer.echo("There is no voice pack yet: record one at the desk, or `linban voice import` one.", err=True)


@app.command()
def check(name: Name) -> None:
    """Look through every file of a pack; fails when something is wrong."""
    from channels.voices.checking import faults

    pack = _shelf().pack(name)
    found = faults(pack)
    for fault in found:
        typer.echo(fault)
    typer.echo(f"{len(pack.recordings)} sentences; {len(found) or 'nothing'} to mend.")
    raise typer.Exit(1 if found else 0)


@app.command()
def use(name: Annotated[str, typer.Argument(help="The pack's name, or `none` for the synthetic voice.")]) -> None:
    """Speak with that pack from the next sentence on."""
    _shelf().use(None if name == "none" else name)
    typer.echo(f"In use: {name}")


@app.command("import")
def import_(source: Source, name: Name) -> None:
    """Take in a pack of another station, once every file in it is found to be good."""
    pack = _shelf().take_in(source, name)
    typer.echo(f"{name}: {len(pack.recordings)} sentences. `linban voice use {name}` to speak with it.")


@app.command()
def export(name: Name, target: Annotated[Path, typer.Argument(help="A folder, or a file ending in .zip.")]) -> None:
    """Write a pack for another station."""
    count = _shelf().give_away(name, target)
    typer.echo(f"{target}: {count} sentences.")


def _shelf() -> VoiceShelf:
    from channels.voices.shelf import VoiceShelf

    return VoiceShelf(Settings.from_environment().voices)
