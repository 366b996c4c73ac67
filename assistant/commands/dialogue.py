"""`linban train`, `linban understand`, `linban chat`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from assistant.settings import Settings


def train() -> None:
    """Train the dialogue model if what it is made of changed."""
    from assistant.commands.waiting import waiting
    from assistant.training import model_path
    from assistant.training import train as make

    settings = Settings.from_environment()
    if model_path(settings).exists():
        typer.echo(f"The dialogue model is up to date: {model_path(settings)}")
        return
    with waiting("Training the dialogue model (two to four minutes)"):
        made = make(settings)
    typer.echo(f"The dialogue model is ready: {made}")


def understand(
    text: Annotated[list[str] | None, typer.Argument(help="Utterances; without any, the lines of stdin.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Say what the assistant makes of utterances, one line each."""
    from assistant.commands.waiting import quiet_stderr

    with quiet_stderr():
        from assistant.understanding import Understanding

        understanding = Understanding.load(Settings.from_environment())
        for line in _lines(text):
            read = understanding.read(line)
            typer.echo(json.dumps(read, ensure_ascii=False) if as_json else _row(read))


def chat(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object for every turn.")] = False,
    channel: Annotated[str, typer.Option(help="The channel to speak as.")] = "kiosk",
) -> None:
    """Talk in the terminal, a line a turn; an empty line starts a new person."""
    from assistant.chat import run_chat
    from assistant.commands.waiting import quiet_stderr

    with quiet_stderr():
        run_chat(Settings.from_environment(), channel, as_json, _lines(None), typer.echo)


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(train)
    app.command()(understand)
    app.command()(chat)


def _lines(text: list[str] | None) -> Iterable[str]:
    """What was given, or stdin line by line; bytes that are no UTF-8 are marked, and end nothing."""
    if text:
        return text
    return (line.decode(errors="replace").rstrip("\r\n") for line in sys.stdin.buffer)


def _row(read: Mapping[str, Any]) -> str:
    aspect = f"/{read['aspect']}" if read["aspect"] else ""
    safety = f"  [{read['safety']}]" if read["safety"] else ""
    return f"{read['label'] + aspect:<36} {read['confidence']:.2f}  {read['text']}{safety}"
