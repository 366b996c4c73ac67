"""A turn counts as answered only when a person would have heard something of use."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest

from tests.benchmarks.talking import Bot, Tally, our_replies, outcome, stock_replies, talk

pytestmark = pytest.mark.unit

OURS = '{"reply": {"text": "one", "buttons": [], "card": null}}\n{"end": {"state": {}}}\n'


def test_the_replies_of_both_are_read() -> None:
    assert our_replies(OURS) == ["one"]
    assert stock_replies('[{"text": "one"}, {"image": "two.jpg"}]') == ["one", "two.jpg"]


@pytest.mark.parametrize(
    ("replies", "came_to"), [(["one"], "answered"), ([], "empty"), ([""], "empty"), (["one", "sorry"], "failed")]
)
def test_what_a_turn_came_to(replies: list[str], came_to: str) -> None:
    assert outcome(replies, frozenset({"sorry"})) == came_to


@dataclass
class Client:
    """Gives one answer to whatever is posted; None: nobody is there."""

    status: int | None
    words: str = ""

    @asynccontextmanager
    async def post(self, address: str, *, json: Any, raise_for_status: bool) -> AsyncIterator[Client]:
        if self.status is None or (raise_for_status and self.status >= 400):
            raise aiohttp.ClientError("for the test")
        yield self

    async def text(self) -> str:
        return self.words


@pytest.mark.parametrize(
    ("client", "came_to"),
    [
        (Client(200, OURS), "answered"),
        (Client(200, '{"end": {}}'), "empty"),
        (Client(200, OURS.splitlines()[0]), "failed"),
        (Client(200, "a page"), "failed"),
        (Client(500, OURS), "failed"),
        (Client(None), "failed"),
    ],
)
async def test_answers_are_counted(client: Any, came_to: str) -> None:
    bot = Bot("ours", "http://bot/", {}, ["hello"], lambda sender, text: {"text": text}, our_replies)
    tally = Tally()
    await talk(client, bot, "someone", 2, tally)
    assert dict(tally.outcomes) == {came_to: 2} and len(tally.turns) == 2
