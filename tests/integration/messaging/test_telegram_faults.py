"""What goes wrong on the way: nothing is lost, nothing is doubled, and no token is ever written down."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest

from actions.messaging.model import Push
from actions.model import session_reference
from actions.store.unit_of_work import SqlUnitsOfWork
from channels.messaging.branch import Branch
from channels.messaging.discreet import be_discreet
from channels.messaging.incoming import Incoming
from channels.telegram import Telegram as Telegrams
from channels.telegram import client, hook
from channels.telegram_settings import TelegramSettings
from channels.wire import Reply, TurnEnd
from tests.fakes.house import House
from tests.fakes.telegram_server import TOKEN, Telegram, open_telegram
from tests.integration.messaging.chatting import WORDS, Echo, parts, telegram_bot, until
from tests.unit.actions.fakes import MemoryStore

pytestmark = pytest.mark.integration

ME = 72


async def test_a_restart_in_the_middle_loses_none(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    echo.seconds = 60
    async with telegram_bot(house.url, parts(units, echo)):
        telegram.say(ME, "一")
        telegram.say(ME, "二")
        await until(lambda: echo.heard, "the first turn to be under way")
    assert telegram.texts(ME) == []
    echo.seconds = 0
    echo.turns.clear()
    async with telegram_bot(house.url, parts(units, echo)):
        await until(lambda: len(telegram.texts(ME)) == 2, "both answers")
    assert all(about["again"] for _, _, about in echo.turns), "the core is told that it may have answered already"
    assert telegram.texts(ME) == ["您说：一", "您说：二"]


async def test_what_comes_in_while_the_rest_is_looked_for_is_answered_once(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    echo.seconds = 0.3
    branch = Branch.build(Telegrams(client(TelegramSettings(TOKEN, house.url)), WORDS), parts(units, echo))
    await branch.counter.take_in([Incoming("one", str(ME), text="一")])
    assert await branch.counter.resume() == 0
    await branch.counter.take_in([Incoming("two", str(ME), text="二")])
    await until(lambda: len(telegram.texts(ME)) == 2, "both answers")
    await branch.close()
    assert echo.heard == ["一", "二"]


async def test_an_answer_found_before_a_restart_is_not_asked_for_again(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    telegram.failures = [502] * 1
    async with telegram_bot(house.url, parts(units, echo)):
        await until(lambda: telegram.menu, "the bot to have begun")
        telegram.say(ME, "一")
        await until(lambda: echo.heard, "the turn")
        await until(lambda: telegram.texts(ME), "the answer")
    async with telegram_bot(house.url, parts(units, echo)):
        telegram.say(ME, "二")
        await until(lambda: len(telegram.texts(ME)) == 2, "the next answer")
    assert echo.heard == ["一", "二"]


async def test_while_the_app_is_away_answers_wait_and_then_arrive_once(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    echo.seconds = 0.5
    async with telegram_bot(house.url, parts(units, echo)):
        telegram.say(ME, "一")
        await until(lambda: echo.heard, "the turn")
        house.down()
        await asyncio.sleep(1.5)
        house.up()
        telegram.say(ME, "二")
        await until(lambda: len(telegram.texts(ME)) == 2, "both answers")
    assert telegram.texts(ME) == ["您说：一", "您说：二"]
    assert echo.heard == ["一", "二"]


@pytest.mark.parametrize("status", [429, 502, 500])
async def test_flood_control_and_bad_gateways_delay_and_lose_nothing(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo, status: int
) -> None:
    echo.seconds = 0.2
    async with telegram_bot(house.url, parts(units, echo)):
        await until(lambda: telegram.menu, "the bot to have begun")
        telegram.say(ME, "一")
        await until(lambda: echo.heard, "the turn")
        telegram.failures = [status] * 3
        await until(lambda: telegram.texts(ME), "the answer")
    assert telegram.texts(ME) == ["您说：一"]


async def test_a_revoked_token_is_said_once_and_tried_again_slowly(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.token = "another"
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            telegram.token = TOKEN
        await asyncio.sleep(0.01)

    async with telegram_bot(house.url, parts(units, echo), sleep=sleep):
        telegram.say(ME, "一")
        await until(lambda: telegram.texts(ME), "an answer, once the token is taken")
    said = [record.getMessage() for record in caplog.records if "refused" in record.getMessage()]
    assert len(said) == 1 and "LINBAN_TELEGRAM_TOKEN" in said[0]
    assert min(pauses[:3]) >= 60


async def test_a_message_that_cannot_be_delivered_keeps_nobody_waiting(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    telegram.blocked.add(ME)
    async with telegram_bot(house.url, parts(units, echo)):
        telegram.say(ME, "一")
        await until(lambda: "sendMessage" in telegram.calls, "an attempt")
        telegram.blocked.clear()
        telegram.say(ME, "二")
        await until(lambda: telegram.texts(ME), "the next answer")
    assert telegram.texts(ME) == ["您说：二"]


async def test_malformed_updates_hurt_nobody(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    async with telegram_bot(house.url, parts(units, echo)):
        telegram.update(channel_post={"message_id": 1, "date": 1, "chat": {"id": -1, "type": "channel"}})
        telegram.update(poll={"id": "1"})
        telegram.message(ME)
        telegram.message(ME, text="")
        telegram.say(ME, "好" * 5000)
        telegram.say(ME, "\x00\u202e")
        telegram.say(ME, "二")
        await until(lambda: "您说：二" in telegram.texts(ME), "the last answer")
    assert all(len(text) <= 1200 for text in telegram.texts(ME))


async def test_an_attachment_of_a_gigabyte_is_declined_in_a_sentence_and_never_fetched(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    async def ears(recording: bytes) -> str:
        raise AssertionError("nothing was to be listened to")

    file = {"file_id": "d", "file_unique_id": "d", "file_size": 10**9}
    film = {**file, "width": 9, "height": 9, "duration": 9}
    async with telegram_bot(house.url, parts(units, echo, ears=ears)):
        telegram.message(ME, document={**file, "file_name": "身份证.zip"})
        telegram.message(ME, video=film)
        telegram.speak(ME, b"sound", size=10**9)
        await until(lambda: len(telegram.texts(ME)) == 3, "three sentences")
    assert telegram.texts(ME) == [WORDS.say("picture"), WORDS.say("picture"), WORDS.say("too_long")]
    assert "getFile" not in telegram.calls and echo.heard == []


async def test_the_token_is_in_no_log(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo, tmp_path: Path
) -> None:
    path = tmp_path / "everything.log"
    handler = logging.FileHandler(path)
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        be_discreet([TOKEN])
        async with telegram_bot(house.url, parts(units, echo)):
            telegram.say(ME, "一")
            await until(lambda: telegram.texts(ME), "the answer")
            telegram.failures = [502, 429, 400]
            house.down()
            await asyncio.sleep(0.5)
            house.up()
            telegram.token = "another"
            await asyncio.sleep(0.5)
        try:
            raise ValueError(f"https://api/bot{TOKEN}/getMe")
        except ValueError:
            logging.getLogger("httpx").exception("failed at %s", f"/bot{TOKEN}")
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    written = path.read_text(encoding="utf-8")
    assert "ValueError" in written and TOKEN not in written and TOKEN.split(":")[1] not in written


async def test_a_store_that_is_away_is_not_told_to_the_app(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    store = MemoryStore()
    store.broken = True
    made = parts(units, echo)
    object.__setattr__(made, "units", store)
    async with telegram_bot(house.url, made):
        telegram.say(ME, "一")
        await asyncio.sleep(1.0)
        assert telegram.texts(ME) == []
        store.broken = False
        await until(lambda: telegram.texts(ME), "the answer, once there is a store")
    assert echo.heard == ["一"]


async def test_a_webhook_wants_its_secret_and_takes_each_update_once(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    body = (
        b'{"update_id": 900, "message": {"message_id": 9, "date": 1, "text": "\xe5\xa5\xbd", '
        b'"chat": {"id": 72, "type": "private"}, "from": {"id": 72, "is_bot": false, "first_name": "a"}}}'
    )
    good = {"x-telegram-bot-api-secret-token": "word"}
    async with telegram_bot(house.url, parts(units, echo)) as branch:
        await until(lambda: telegram.menu, "the bot to have begun")
        bot = branch.house.app._bot  # type: ignore[attr-defined]
        for headers, secret, sent, status in (
            (good, "word", body, 200),
            (good, "word", body, 200),
            ({}, "word", body, 403),
            ({"x-telegram-bot-api-secret-token": "guess"}, "word", body, 403),
            (good, "", body, 403),
            (good, "word", b"{", 400),
            (good, "word", b"[]", 400),
            (good, "word", b"{}", 400),
            (good, "word", b"\xff", 400),
        ):
            assert await hook(sent, headers, secret, bot, branch.counter) == status
        await until(lambda: telegram.texts(ME), "the answer")
    assert echo.heard == ["好"]


async def test_pushes_arrive_in_order_and_once(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    async with telegram_bot(house.url, parts(units, echo)) as branch:
        telegram.say(ME, "一")
        await until(lambda: telegram.texts(ME), "the answer")
        reference = session_reference(echo.turns[0][0])
        now = branch.house.now()
        with units() as work:
            assert work.pushes.add(Push("help:1", reference, now, text="我是小陈，您慢慢说"))
            assert not work.pushes.add(Push("help:1", reference, now, text="我是小陈，您慢慢说"))
            values = {"number": "1234 5678", "title": "老年证", "result": "来取证"}
            assert work.pushes.add(Push("case:1", reference, now, "utter_progress_answered", values))
            work.commit()
        await until(lambda: len(telegram.texts(ME)) == 3, "both pushes")
        await asyncio.sleep(1.2)
    assert telegram.texts(ME)[1:] == [
        WORDS.say("volunteer", text="我是小陈，您慢慢说"),
        "1234 5678号，老年证，有回话了：来取证",
    ]


async def test_a_push_that_cannot_arrive_is_given_up(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    echo.scripted["一"] = [Reply("好"), TurnEnd()]
    async with telegram_bot(house.url, parts(units, echo)) as branch:
        telegram.say(ME, "一")
        await until(lambda: telegram.texts(ME), "the answer")
        telegram.blocked.add(ME)
        with units() as work:
            work.pushes.add(Push("help:1", session_reference(echo.turns[0][0]), branch.house.now(), text="在吗"))
            work.commit()

        def dead() -> list[str]:
            with units() as work:
                return [push.problem for push in work.pushes.dead()]

        assert await until(dead, "the push to be given up") == ["blocked"]


async def test_what_breaks_in_us_is_an_apology_and_no_silence(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo, caplog: pytest.LogCaptureFixture
) -> None:
    async def ears(recording: bytes) -> str:
        raise ValueError("赵玉梅")

    async with telegram_bot(house.url, parts(units, echo, ears=ears)):
        telegram.speak(ME, b"sound")
        await until(lambda: telegram.texts(ME), "an apology")
    assert telegram.texts(ME) == [WORDS.say("failed")]
    assert "ValueError" in caplog.text and "赵玉梅" not in caplog.text


async def test_another_bot_is_heard_though_it_counts_anew(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    async with telegram_bot(house.url, parts(units, echo)):
        for text in "一二三":
            telegram.say(ME, text)
        await until(lambda: len(telegram.texts(ME)) == 3, "the answers of the first bot")
    other = Telegram(bot={**telegram.bot, "id": 4343})
    with open_telegram(other) as house_of_the_other:
        async with telegram_bot(house_of_the_other.url, parts(units, echo)):
            other.say(ME, "四")
            await until(lambda: other.texts(ME), "the answer of the other bot")
    assert echo.heard == ["一", "二", "三", "四"]
