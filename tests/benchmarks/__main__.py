"""Measures Linban beside stock Rasa, one after the other, and prints a table: `python -m tests.benchmarks`.

With the word `chat`, a crowd in a messaging app is measured instead: `python -m tests.benchmarks chat`.

Machines differ, so what counts is the ratio within one run; the goals in milliseconds, seconds and megabytes are for
two cores that do nothing else.
"""

import argparse
import asyncio
import json
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import yaml
from rich.console import Console

from assistant.settings import Settings
from assistant.training import TrainingError
from tests.benchmarks import chat, ours, stock
from tests.benchmarks.figures import Figures, as_data, last_line, missed, summary, table
from tests.benchmarks.processes import DidNotRun, Process, memory, processor_time
from tests.benchmarks.talking import Bot, converse, crowd

SENTENCES = Path(__file__).with_name("sentences.yml")

Served = AbstractContextManager[tuple[Bot, list[Process], float]]


def main() -> int:
    """Runs the whole; 0 when every goal was reached, 1 with a line on stderr for each that was not, or with a
    sentence when a bot could not be run."""
    options = _options()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        measured = _measure_both(options.turns, options.seconds)
    except (DidNotRun, TrainingError) as error:
        print(f"The benchmark stopped. {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("The benchmark was stopped.", file=sys.stderr)
        return 130
    _show(*measured, turns=options.turns, as_json=options.json)
    short = missed(summary(*measured, options.turns))
    for goal in short:
        _tell(f"goal missed: {goal}")
    return 1 if short else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Linban beside stock Rasa.")
    parser.add_argument("--turns", type=_positive, default=500, help="length of the one conversation")
    parser.add_argument("--seconds", type=_positive, default=10, help="how long eight people talk at once")
    parser.add_argument("--json", action="store_true", help="one JSON object in place of the table")
    return parser.parse_args()


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number above zero, not {text!r}")
    return int(text)


def _measure_both(turns: int, seconds: int) -> tuple[Figures, Figures]:
    sentences = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="linban-bench-") as name:
        folder = Path(name)
        _tell("stock Rasa: training its starter bot, unless it is kept from an earlier run")
        project = stock.make_project(folder)
        model = stock.ensure_model(project, Settings.from_environment().home / "benchmarks")
        theirs = _measure("stock Rasa", stock.serving(project, model, sentences["stock"]), turns, seconds)
        return _measure("ours", ours.serving(folder, sentences["ours"]), turns, seconds), theirs


def _measure(name: str, served: Served, turns: int, seconds: int) -> Figures:
    _tell(f"{name}: starting")
    with served as (bot, processes, cold_start):
        _tell(f"{name}: well after {cold_start:.1f} s; a conversation of {turns} turns")
        long = asyncio.run(converse(bot, turns, _progress(name)))
        _tell(f"{name}: eight people at once for {seconds} s")
        before = processor_time(processes)
        many, per_second = asyncio.run(crowd(bot, seconds))
        taken = processor_time(processes) - before
        came_to = long.outcomes + many.outcomes
        return Figures(
            turns=tuple(long.turns),
            per_second=per_second,
            processor=taken * 1000 / max(1, len(many.turns)),
            cold_start=cold_start,
            rss=memory(processes),
            empty=came_to["empty"],
            failed=came_to["failed"],
        )


def _progress(name: str) -> Callable[[int], None]:
    def tell(turn: int) -> None:
        if turn % 100 == 0:
            _tell(f"{name}: turn {turn}")

    return tell


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _show(mine: Figures, theirs: Figures, *, turns: int, as_json: bool) -> None:
    if as_json:
        print(json.dumps(as_data(mine, theirs, turns)))
        return
    Console().print(table(mine, theirs, turns))
    print(last_line(summary(mine, theirs, turns)))


if __name__ == "__main__":
    sys.exit(chat.main(sys.argv[2:]) if sys.argv[1:2] == ["chat"] else main())
