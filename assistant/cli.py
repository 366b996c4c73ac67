"""The command line: `linban …`. Each command is a thin shell in `assistant/commands`; a failure is one sentence.

Nothing heavy is imported before a command needs it.
"""

from __future__ import annotations

import sys

import typer

from assistant.commands import (
    bundle,
    catalogue,
    desk,
    dialogue,
    evaluation,
    grid,
    ledger,
    speech,
    station,
    upkeep,
    voice,
)
from assistant.commands.edge import reported

app = typer.Typer(
    name="linban",
    help="Linban: the assistant of a community digital service station.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for group in (station, dialogue, evaluation, speech, upkeep):
    group.register(app)
app.add_typer(speech.models, name="speech")
app.add_typer(upkeep.keys, name="keys")
app.add_typer(upkeep.privacy, name="privacy")
app.add_typer(catalogue.app, name="catalogue")
app.add_typer(ledger.app, name="ledger")
app.add_typer(bundle.app, name="bundle")
app.add_typer(desk.app, name="desk")
app.add_typer(grid.app, name="grid")
app.add_typer(voice.app, name="voice")


def main() -> None:
    """Runs the command line; the exit code is 0 when the command did what it was asked."""
    sys.exit(reported(app))


if __name__ == "__main__":
    main()
