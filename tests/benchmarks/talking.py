"""Talks to a bot over HTTP as its clients do, and takes the time."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp

SENDERS = 8
_LONGEST_CONVERSATION = 150.0
_LONGEST_TURN = 30.0


@dataclass(frozen=True)
class Bot:
    """One that is being served, and how it is spoken to."""

    name: str
    address: str
    """Where a turn is posted."""
    headers: dict[str, str]
    sentences: Sequence[str]
    body: Callable[[str, str], dict[str, Any]]
    """The JSON of a turn, from who says it and what is said."""
    replies: Callable[[str], list[str]]
    """The texts in an answer. ValueError, KeyError or TypeError when it is none."""
    apologies: frozenset[str] = frozenset()
    """Replies that only say that something broke."""


@dataclass
class Tally:
    """Milliseconds of each turn in order, and how many came to what."""

    turns: list[float] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)


async def converse(bot: Bot, turns: int, progress: Callable[[int], None]) -> Tally:
    """One conversation over one connection; cut short when it takes more than two and a half minutes."""
    tally = Tally()
    began = time.perf_counter()
    async with client_of(bot, connections=1) as client:
        await talk(client, bot, "warm-up", len(bot.sentences), Tally())
        while len(tally.turns) < turns and time.perf_counter() - began < _LONGEST_CONVERSATION:
            await talk(client, bot, "long", 1, tally)
            progress(len(tally.turns))
    return tally


async def crowd(bot: Bot, seconds: float) -> tuple[Tally, float]:
    """Eight people at once, each in a conversation of their own; with how many turns a second were had."""
    tally = Tally()
    began = time.perf_counter()

    async def person(number: int) -> None:
        mine = Tally(outcomes=tally.outcomes)
        while time.perf_counter() - began < seconds:
            await talk(client, bot, f"sender-{number}", 1, mine)
        tally.turns.extend(mine.turns)

    async with client_of(bot, connections=SENDERS) as client:
        await asyncio.gather(*map(person, range(SENDERS)))
    return tally, len(tally.turns) / (time.perf_counter() - began)


def client_of(bot: Bot, connections: int, longest_turn: float = _LONGEST_TURN) -> aiohttp.ClientSession:
    """One that takes as little as may be of the processors that the bot has."""
    connector = aiohttp.TCPConnector(limit=connections)
    timeout = aiohttp.ClientTimeout(longest_turn)
    return aiohttp.ClientSession(headers=bot.headers, connector=connector, timeout=timeout)


async def talk(client: aiohttp.ClientSession, bot: Bot, sender: str, turns: int, tally: Tally) -> None:
    """The next turns of a conversation, one after the other, added to its tally."""
    for _ in range(turns):
        text = bot.sentences[len(tally.turns) % len(bot.sentences)]
        began = time.perf_counter()
        tally.outcomes[await _ask(client, bot, sender, text)] += 1
        tally.turns.append((time.perf_counter() - began) * 1000)


async def _ask(client: aiohttp.ClientSession, bot: Bot, sender: str, text: str) -> str:
    try:
        async with client.post(bot.address, json=bot.body(sender, text), raise_for_status=True) as answer:
            replies = bot.replies(await answer.text())
    except (aiohttp.ClientError, asyncio.TimeoutError, ValueError, KeyError, TypeError):
        return "failed"
    return outcome(replies, bot.apologies)


def outcome(replies: Sequence[str], apologies: frozenset[str]) -> str:
    """What a turn came to: `answered`, `empty` or `failed`."""
    if apologies.intersection(replies):
        return "failed"
    return "answered" if any(replies) else "empty"


def stock_replies(answer: str) -> list[str]:
    """The texts that Rasa's REST channel gives."""
    return [reply.get("text") or reply.get("image", "") for reply in json.loads(answer)]


def our_replies(answer: str) -> list[str]:
    """The texts that our connector streams. ValueError when the end is missing."""
    items = [json.loads(line) for line in answer.splitlines() if line]
    if not items or "end" not in items[-1]:
        raise ValueError("the answer has no end")
    return [item["reply"]["text"] for item in items[:-1]]
