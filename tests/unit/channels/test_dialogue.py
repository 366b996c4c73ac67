"""The client every adapter talks through: always an answer, never silence."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest

from assistant.settings import RESPONSES, SAFETY_PATTERNS
from channels.dialogue import DialogueClient
from channels.fallback import Fallback
from channels.wire import Item, Reply, TurnEnd, write

pytestmark = pytest.mark.unit

FALLBACK = Fallback.load(RESPONSES, SAFETY_PATTERNS)
Handler = Callable[[httpx.Request], Any]


def client(handler: Handler) -> DialogueClient:
    return DialogueClient("http://core", "secret", FALLBACK, transport=httpx.MockTransport(handler))


async def items_of(handler: Handler, text: str = "养老金认证要带什么") -> list[Item]:
    return [item async for item in client(handler).turn("visit", text, channel="kiosk")]


def answering(*items: Item) -> Handler:
    return lambda request: httpx.Response(200, content=b"".join(write(item) for item in items))


def refused(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("nobody there")


def too_slow(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("no answer")


async def test_replies_come_through_and_the_end_last() -> None:
    turn = [Reply("带身份证。"), Reply("还有社保卡。"), TurnEnd({"service": "pension_cert"})]
    assert await items_of(answering(*turn)) == turn


async def test_the_core_gets_the_token_and_no_secret() -> None:
    seen: list[httpx.Request] = []

    def keep(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, content=write(Reply("好。")) + write(TurnEnd()))

    await items_of(keep, "我的密码是908172")
    assert seen[0].headers["authorization"] == "Bearer secret"
    assert b"908172" not in seen[0].content


@pytest.mark.parametrize("failure", [refused, too_slow, lambda request: httpx.Response(500)])
async def test_a_core_that_is_away_is_an_apology_with_the_way_to_a_person(failure: Handler) -> None:
    reply, end = await items_of(failure)
    assert isinstance(reply, Reply) and reply.text
    assert any(button.payload == "/dlg.human" for button in reply.buttons)
    assert isinstance(end, TurnEnd)


async def test_an_emergency_is_met_without_a_core() -> None:
    reply, _ = await items_of(refused, "我胸口疼得厉害喘不上气")
    assert isinstance(reply, Reply) and reply.card is not None
    assert reply.card["number"] == "120"


@pytest.mark.parametrize(
    ("danger", "question"), [("emg.suicide", "utter_ask_danger"), ("fraud.suspect", "utter_ask_fraud")]
)
async def test_a_doubtful_danger_is_asked_about_without_a_core(
    monkeypatch: pytest.MonkeyPatch, danger: str, question: str
) -> None:
    from assistant.text.safety import SafetyFinding, SafetyReader

    monkeypatch.setattr(SafetyReader, "read", lambda self, text: SafetyFinding(danger, "ask", "test"))
    reply, _ = await items_of(refused)
    assert reply == FALLBACK.responses[question]


async def test_a_person_asked_for_without_a_core_is_called_by_hand() -> None:
    reply, _ = await items_of(refused, "/dlg.human")
    assert reply == FALLBACK.responses["utter_person_by_hand"]


async def test_a_line_that_breaks_off_after_a_reply_ends_the_turn() -> None:
    def broken(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=write(Reply("带身份证。")) + b'{"rep')

    assert await items_of(broken) == [Reply("带身份证。"), TurnEnd()]


async def test_an_answer_of_nothing_is_not_silence() -> None:
    reply, _ = await items_of(answering())
    assert isinstance(reply, Reply) and reply.text


async def test_forgetting_reaches_the_core_and_survives_its_absence() -> None:
    asked: list[str] = []

    def keep(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        return httpx.Response(204)

    await client(keep).forget("visit")
    await client(refused).forget("visit")
    assert asked == ["/webhooks/linban/forget"]


def test_every_danger_has_a_sentence_of_its_own() -> None:
    rules = FALLBACK.safety._rules
    for label in {rule.finding.label for rule in rules}:
        assert FALLBACK.responses[f"utter_{label.replace('.', '_')}"].text


class Workers:
    """Two workers of the core; the one asked first dies after so many replies, or answers nobody."""

    def __init__(self, says: int | None) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self._says = says

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append((str(request.url), json.loads(request.content)))
        if len(self.asked) > 1:
            return httpx.Response(200, content=b"".join(write(item) for item in WHOLE))
        if self._says is None:
            raise httpx.ConnectError("nobody there")
        return httpx.Response(200, stream=Broken([write(item) for item in WHOLE[: self._says]]))


class Broken(httpx.AsyncByteStream):
    """A stream whose connection breaks after what it holds."""

    def __init__(self, lines: list[bytes]) -> None:
        self._lines = lines

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for line in self._lines:
            yield line
        raise httpx.RemoteProtocolError("the worker died")


WHOLE: list[Item] = [Reply("带身份证。"), Reply("还有社保卡。"), TurnEnd({"service": "pension_cert"})]


def of_two(workers: Workers) -> DialogueClient:
    transport = httpx.MockTransport(workers)
    return DialogueClient("http://one", "secret", FALLBACK, transport=transport, others=["http://two"])


@pytest.mark.parametrize("says", [None, 0, 1, 2])
async def test_a_worker_that_dies_in_the_middle_of_an_answer_is_not_noticed(says: int | None) -> None:
    workers = Workers(says)
    assert [item async for item in of_two(workers).turn("visit", "那要带什么", channel="kiosk")] == WHOLE
    (first, told), (second, told_again) = workers.asked
    assert first != second
    message = told["metadata"]["message"]
    assert told_again["metadata"] == {"message": message, "again": True}
    assert "again" not in told["metadata"]


async def test_a_conversation_stays_with_its_worker_and_many_are_shared_out() -> None:
    workers = Workers(None)
    workers.asked.append(("", {}))
    talking = of_two(workers)
    for session in [f"visit-{number}" for number in range(12)] * 2:
        assert [item async for item in talking.turn(session, "你好", channel="kiosk")] == WHOLE
    where = [url for url, _ in workers.asked[1:]]
    assert where[:12] == where[12:]
    assert len(set(where)) == 2


async def test_when_every_worker_is_away_a_sentence_is_said_all_the_same() -> None:
    talking = DialogueClient(
        "http://one", "secret", FALLBACK, transport=httpx.MockTransport(refused), others=["http://two"]
    )
    reply, end = [item async for item in talking.turn("visit", "你好", channel="kiosk")]
    assert isinstance(reply, Reply) and reply.text and isinstance(end, TurnEnd)


async def test_a_conversation_is_forgotten_by_whichever_worker_is_there() -> None:
    workers = Workers(None)
    await of_two(workers).forget("visit")
    assert len(workers.asked) == 2


class Unhurried(httpx.AsyncByteStream):
    """A reply; and the end, once it is `released`."""

    def __init__(self) -> None:
        self.released, self.is_read = asyncio.Event(), asyncio.Event()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield write(Reply("好的"))
        await self.released.wait()
        yield write(TurnEnd())
        self.is_read.set()


async def test_an_exchange_goes_on_to_its_end_though_nobody_listens() -> None:
    answer = Unhurried()
    talking = client(lambda request: httpx.Response(200, stream=answer))

    async def listen(heard: asyncio.Event) -> None:
        async for _ in talking.turn("visit", "社保卡", channel="kiosk"):
            heard.set()

    heard = asyncio.Event()
    listening = asyncio.create_task(listen(heard))
    await heard.wait()
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)
    answer.released.set()
    await asyncio.wait_for(answer.is_read.wait(), 30)
    await talking.close()
