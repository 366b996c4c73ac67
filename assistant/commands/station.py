"""`linban up`, `linban doctor`."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.settings import Settings, workers_in


def up(
    port: Annotated[int | None, typer.Option(help="The kiosk's port; the two after it are used as well.")] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the kiosk's address.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object for every change of a process.")] = False,
    workers: Annotated[int | None, typer.Option(help="Processes of the dialogue, and of the actions.")] = None,
) -> None:
    """Run the station until Ctrl-C."""
    from dataclasses import replace

    from assistant.station import run_station, with_port
    from assistant.station_report import Status, as_text
    from assistant.station_report import as_json as json_line

    settings = Settings.from_environment()
    if port is not None:
        if not 0 < port < 65534:
            raise ValueError(f"The port must be between 1 and 65533, not {port}.")
        settings = with_port(settings, port)
    if workers is not None:
        settings = replace(settings, workers=workers_in(str(workers)))

    def report(status: Status) -> None:
        typer.echo(json_line(status) if as_json else as_text(status))

    raise typer.Exit(run_station(settings, report, opens_browser=not no_browser))


def doctor(as_json: Annotated[bool, typer.Option("--json", help="One JSON object for every check.")] = False) -> None:
    """Look over the machine and the station, and say what to do."""
    from assistant.doctor import examine, is_fit, json_line, table

    checks = examine(Settings.from_environment())
    if as_json:
        for check in checks:
            typer.echo(json_line(check))
    else:
        typer.echo(table(checks), nl=False)
    raise typer.Exit(0 if is_fit(checks) else 1)


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(up)
    app.command()(doctor)
