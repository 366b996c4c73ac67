"""A turn counts as answered only when a person would have heard something of use."""

from collections.abc import Callable

import httpx
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


def refused(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("nobody there")


@pytest.mark.parametrize(
    ("answer", "came_to"),
    [
        (lambda request: httpx.Response(200, text=OURS), "answered"),
        (lambda request: httpx.Response(200, text='{"end": {}}'), "empty"),
        (lambda request: httpx.Response(200, text=OURS.splitlines()[0]), "failed"),
        (lambda request: httpx.Response(200, text="a page"), "failed"),
        (lambda request: httpx.Response(500, text=OURS), "failed"),
        (refused, "failed"),
    ],
)
async def test_answers_are_counted(answer: Callable[[httpx.Request], httpx.Response], came_to: str) -> None:
    bot = Bot("ours", "http://bot/", {}, ["hello"], lambda sender, text: {"text": text}, our_replies)
    tally = Tally()
    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
        await talk(client, bot, "someone", 2, tally)
    assert dict(tally.outcomes) == {came_to: 2} and len(tally.turns) == 2
