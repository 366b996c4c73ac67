"""A station in use for minutes or hours, and whether it holds more and more: `python -m tests.benchmarks.soak`.

One elder after the other at the kiosk, and twenty people in chats, each with pauses as people make them.
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import websockets
import yaml

from tests.benchmarks import ours
from tests.benchmarks.__main__ import SENTENCES
from tests.benchmarks.held import Held, course, held_by, leaks
from tests.benchmarks.processes import Process
from tests.benchmarks.talking import Bot, Tally, client_of, talk

CHATS = 20
_SECONDS_BETWEEN_MOMENTS = 5.0
_TURNS_OF_A_VISIT = 6
_LONGEST_WAIT = 60.0


def main() -> int:
    """0 when nothing grew and every turn was answered; 1 with a line for each that was not so."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.soak")
    parser.add_argument("--minutes", type=float, default=5.0, help="how long; an hour shows more")
    minutes: float = parser.parse_args().minutes
    sentences = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))["ours"]
    with (
        tempfile.TemporaryDirectory(prefix="linban-soak-") as name,
        ours.serving(Path(name), sentences) as (bot, processes, _),
    ):
        moments, came_to = asyncio.run(_soak(bot, processes, minutes * 60))
    return _report(moments, came_to)


async def _soak(bot: Bot, processes: Sequence[Process], seconds: float) -> tuple[dict[str, list[Held]], Counter[str]]:
    end, came_to = time.monotonic() + seconds, Counter[str]()
    moments: dict[str, list[Held]] = {Path(str(one.args[-1])).name: [] for one in processes}  # type: ignore[index]
    watching = asyncio.create_task(_watch(processes, moments))
    async with client_of(bot, connections=CHATS, longest_turn=_LONGEST_WAIT) as client:
        chats = [_chat(client, bot, f"chat-{number}", end, came_to) for number in range(CHATS)]
        await asyncio.gather(_kiosk(bot, end, came_to), *chats)
    watching.cancel()
    return moments, came_to


async def _watch(processes: Sequence[Process], moments: dict[str, list[Held]]) -> None:
    while True:
        for process, seen in zip(processes, moments.values(), strict=True):
            seen.append(held_by(process.pid))
        await asyncio.sleep(_SECONDS_BETWEEN_MOMENTS)


async def _chat(client: aiohttp.ClientSession, bot: Bot, name: str, end: float, came_to: Counter[str]) -> None:
    tally = Tally(outcomes=came_to)
    while time.monotonic() < end:
        await talk(client, bot, name, 1, tally)
        await asyncio.sleep(random.uniform(1, 4))


async def _kiosk(bot: Bot, end: float, came_to: Counter[str]) -> None:
    """One visit after the other over the page's own socket."""
    port = (urlsplit(bot.address).port or 0) - 1
    while time.monotonic() < end:
        origin = f"http://127.0.0.1:{port}"
        async with websockets.connect(f"ws://127.0.0.1:{port}/kiosk/ws", origin=origin, max_size=None) as page:
            await page.send(json.dumps({"type": "hello"}))
            for text in random.sample(list(bot.sentences), _TURNS_OF_A_VISIT):
                await page.send(json.dumps({"type": "text", "text": text}))
                came_to["answered" if await _is_answered(page) else "empty"] += 1


async def _is_answered(page: "websockets.WebSocketClientProtocol") -> bool:
    end = time.monotonic() + _LONGEST_WAIT
    while time.monotonic() < end:
        raw = await asyncio.wait_for(page.recv(), _LONGEST_WAIT)
        frame = json.loads(raw) if isinstance(raw, str) else {}
        if frame.get("type") == "reply":
            return bool(frame["sentences"])
    return False


def _report(moments: dict[str, list[Held]], came_to: Counter[str]) -> int:
    print(f"turns: {dict(came_to)}")
    print(f"{'':28} {'':10} {'start':>8} {'warm':>8} {'middle':>8} {'end':>8}")
    grown = []
    for name, seen in moments.items():
        for what, one in course(seen).items():
            print(f"{name:28} {what:10} {one.start:8g} {one.warm:8g} {one.middle:8g} {one.end:8g}")
        grown += [f"{name}: {leak}" for leak in leaks(seen)]
    unanswered = came_to["empty"] + came_to["failed"]
    for line in [*grown, *([f"{unanswered} turns were not answered"] if unanswered else [])]:
        print(line, file=sys.stderr)
    return 1 if grown or unanswered else 0


if __name__ == "__main__":
    sys.exit(main())
