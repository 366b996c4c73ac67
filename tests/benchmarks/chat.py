"""`python -m tests.benchmarks chat`: a crowd of residents in Telegram, against the real core and the real actions.

The app is the tests' own server; the limits of the library's client hold as in life: thirty messages a second.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import yaml
from rich.console import Console

from assistant.training import TrainingError
from channels.dialogue import DialogueClient
from tests.benchmarks import ours
from tests.benchmarks.crowded_chat import Crowd, as_data, crowd, table
from tests.benchmarks.processes import DidNotRun
from tests.benchmarks.talking import Bot
from tests.integration.messaging.chatting import FALLBACK, parts, units_in

SENTENCES = Path(__file__).with_name("sentences.yml")


def main(arguments: Sequence[str]) -> int:
    """0 when nothing was lost and nothing doubled, 1 otherwise."""
    options = _options(arguments)
    try:
        measured = _measure(options)
    except (DidNotRun, TrainingError) as error:
        print(f"The benchmark stopped. {error}", file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(as_data(measured)))
    else:
        Console().print(table(measured))
    return 1 if measured.lost or measured.doubled else 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks chat", description="A crowd in Telegram.")
    parser.add_argument("--residents", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--pause", type=float, default=15, help="seconds a resident reads an answer, about")
    parser.add_argument("--json", action="store_true", help="one JSON object in place of the table")
    return parser.parse_args(arguments)


def _measure(options: argparse.Namespace) -> Crowd:
    sentences = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))["ours"]
    with tempfile.TemporaryDirectory(prefix="linban-chat-") as name, ours.serving(Path(name), sentences) as (bot, _, _):
        return asyncio.run(_crowd(bot, Path(name), options, sentences))


async def _crowd(bot: Bot, folder: Path, options: argparse.Namespace, sentences: list[str]) -> Crowd:
    address = bot.address.removesuffix("/webhooks/linban/turn")
    dialogue = DialogueClient(address, bot.headers["Authorization"].removeprefix("Bearer "), FALLBACK)
    try:
        made = parts(units_in(folder), dialogue)
        return await crowd(made, options.residents, options.seconds, options.pause, sentences)
    finally:
        await dialogue.close()
