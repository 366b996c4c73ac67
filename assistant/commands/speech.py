"""`linban transcribe`, `linban speak`, `linban speech fetch`, `linban speech status`."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.station_hearing import Chosen

models = typer.Typer(help="The speech model the kiosk hears with.", no_args_is_help=True)


def transcribe(files: Annotated[list[Path], typer.Argument(help="Recordings in any common format.")]) -> None:
    """Write what is said in recordings: `path<TAB>text`."""
    from kiosk.speech.ear import ears_on
    from kiosk.speech.errors import AudioError
    from kiosk.speech.hesitation import Hesitation
    from kiosk.speech.recogniser import Recogniser
    from kiosk.speech.transcribe import transcribe as read

    chosen = _chosen(Settings.from_environment())
    ears = ears_on(Recogniser(chosen.model), Hesitation.load())
    failed = False
    for path in files:
        try:
            typer.echo(f"{path}\t{read(path, ears)}")
        except AudioError as error:
            failed = True
            typer.echo(str(error), err=True)
    raise typer.Exit(1 if failed else 0)


def speak(
    text: Annotated[str, typer.Argument(help="What to say.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The WAV file to write.")],
    rate: Annotated[int, typer.Option(help="Characters a minute, 120 to 260.")] = 180,
    volume: Annotated[float, typer.Option(help="Decibels over the normal level, -6 to 12.")] = 0.0,
) -> None:
    """Write what the kiosk would say into a WAV file."""
    from kiosk.pace import Pace
    from kiosk.speech.say_file import say_file
    from kiosk.speech.speaker import speaker

    async def say() -> float:
        async with speaker() as voice:
            return await say_file(text, output, voice, Pace(rate, volume))

    typer.echo(f"{output}: {asyncio.run(say()):.1f} s")


@models.command()
def fetch() -> None:
    """Get the Vosk Mandarin model (42 MB); goes on where it was cut off."""
    import httpx
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

    from kiosk.speech.fetch import SMALL
    from kiosk.speech.fetch import fetch as get
    from kiosk.speech.models import models_folder

    settings = Settings.from_environment()
    with (
        httpx.Client(timeout=30, follow_redirects=True) as client,
        Progress(BarColumn(), DownloadColumn(), TimeRemainingColumn(), transient=True) as shown,
    ):
        bar = shown.add_task(SMALL.name, total=None)
        fetched = get(
            SMALL,
            models_folder(settings.home),
            client,
            lambda done, total: shown.update(bar, completed=done, total=total),
        )
    typer.echo(f"The speech model is in {fetched.path}")


@models.command()
def status() -> None:
    """Name the speech model in use, or say what is missing."""
    chosen = _chosen(Settings.from_environment())
    typer.echo(str(chosen.model))
    if chosen.is_demonstration:
        typer.echo("It hears the synthetic voice alone: for demonstrations and tests, not for people.", err=True)


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(transcribe)
    app.command()(speak)


def _chosen(settings: Settings) -> Chosen:
    from assistant.station_hearing import choose

    return choose(settings)
