"""`linban bundle export`, `linban bundle import`, `linban bundle key`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from actions.bundles.station import Shelves
    from assistant.settings import Settings

app = typer.Typer(help="Services, lessons and voices that stations share, signed.", no_args_is_help=True)

_KINDS = typer.Option("--only", help="services, lessons or voices; may be given more than once.", show_default=False)
_TRUST = typer.Option(help="The key of the station that made it; remembered from then on.", show_default=False)


@app.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="Where the bundle shall be written.")],
    only: Annotated[list[str] | None, _KINDS] = None,
) -> None:
    """Write what this station has to share into one signed file."""
    from actions.bundles.model import KINDS, BundleError
    from actions.bundles.packing import pack
    from actions.bundles.station import gather
    from assistant.keys import secret

    settings = _settings()
    kinds = tuple(only or KINDS)
    if not set(kinds) <= set(KINDS):
        raise BundleError(f"A bundle holds {', '.join(KINDS)}.")
    files = gather(_shelves(settings), kinds)
    file.write_bytes(pack(files, secret(settings.keys / "bundle.key")))
    typer.echo(f"{len(files)} files are in {file}. The others need this station's key: `linban bundle key`.")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="The bundle of another station.")],
    trust: Annotated[str, _TRUST] = "",
) -> None:
    """Take in a bundle: checked as a whole first; local values stay as they are."""
    from actions.bundles.packing import unpack
    from actions.bundles.station import place
    from actions.bundles.trust import trust as remember
    from actions.bundles.trust import trusted_in

    settings = _settings()
    bundle = unpack(file.read_bytes())
    placed = place(bundle, _shelves(settings), trusted_in(settings.trusted_stations) | {trust.strip().lower()} - {""})
    remember(bundle.signed_by, settings.trusted_stations)
    counted = ", ".join(f"{count} {kind}" for kind, count in placed.items())
    typer.echo(f"Taken in: {counted}. Run `linban train`, then start the station again.")


@app.command()
def key() -> None:
    """Tell the key that other stations check this one's bundles with."""
    from actions.ledger.head import Signer
    from assistant.keys import secret

    typer.echo(Signer(secret(_settings().keys / "bundle.key")).public)


def _settings() -> Settings:
    from assistant.settings import Settings

    return Settings.from_environment()


def _shelves(settings: Settings) -> Shelves:
    from actions.bundles.station import Shelves

    return Shelves(settings.catalogue, settings.lessons, settings.voices, settings.region)
