"""`linban desk invite`."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from assistant.settings import Settings

app = typer.Typer(help="The volunteers' desk.", no_args_is_help=True)


class RoleName(str, Enum):
    """The roles of the desk, as they are typed."""

    VOLUNTEER = "volunteer"
    STAFF = "staff"
    ADMINISTRATOR = "administrator"


@app.callback()
def desk() -> None:
    """A group, even while it has one command."""


@app.command()
def invite(role: Annotated[RoleName, typer.Option(help="What they are there for.")] = RoleName.VOLUNTEER) -> None:
    """Print a link that lets somebody new in, once, within two days."""
    from actions.store.schema import upgrade
    from assistant.station_desk import invitation

    settings = Settings.from_environment()
    upgrade(settings.database_url)
    typer.echo(invitation(settings, role.value))
