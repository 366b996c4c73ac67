"""A volunteer in a chat: the person's words go to them, theirs come back, and the assistant waits meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

import pytest

from actions.help.taking import Calls
from actions.help.talking import PATIENCE, Speaker
from actions.model import HelpOutcome, HelpRequest, Reason, Taker, new_id, session_reference
from actions.store.unit_of_work import SqlUnitsOfWork
from channels.live.orders import RESUMING
from channels.messaging.branch import Branch
from channels.messaging.handling import BACK
from channels.messaging.ports import AppError
from tests.fakes import wechat_server
from tests.fakes.house import House
from tests.fakes.telegram_server import Telegram
from tests.fakes.wechat_server import open_wechat
from tests.integration.messaging.chatting import FALLBACK, WORDS, Echo, account, parts, telegram_bot, until
from tests.unit.actions.fakes import MemoryStore, StoppedClock

pytestmark = pytest.mark.integration

ME = 75
LI = Taker("account", "小李")
HERE, GONE = (FALLBACK.responses[f"utter_push_volunteer_{name}"].text.format(name="小李") for name in ("here", "gone"))
TOLD, TITLE = WORDS.say("talk.told", who="小李"), WORDS.say("talk.back")


@dataclass
class Desk:
    """The volunteer's side of it."""

    units: SqlUnitsOfWork
    clock: StoppedClock = field(default_factory=lambda: StoppedClock(datetime(2026, 11, 24, 9, tzinfo=timezone.utc)))
    session: str = ""
    call: str = ""

    @property
    def calls(self) -> Calls:
        return Calls(self.units, self.clock)

    def ring(self, name: str) -> None:
        """A call of that session, as the assistant makes it."""
        self.session, self.call = session_reference(name), new_id()
        request = HelpRequest(self.call, self.session, "telegram", Reason.ASKED, "dlg.human", None, self.clock.now())
        with self.units() as work:
            work.help_requests.add(request)
            work.commit()

    def heard(self) -> list[str]:
        """What the person said to the volunteer."""
        lines = self.calls.talks([self.session])[self.session]
        return [line.text for line in lines if line.speaker is Speaker.RESIDENT]


@pytest.fixture
def desk(units: SqlUnitsOfWork) -> Desk:
    return Desk(units)


async def begun(telegram: Telegram, echo: Echo, desk: Desk) -> None:
    """Somebody asked for a person, and one came."""
    telegram.say(ME, "/human")
    await until(lambda: telegram.texts(ME), "the first answer")
    desk.ring(echo.turns[0][0])
    desk.calls.take(desk.call, LI)
    await until(lambda: HERE in telegram.texts(ME), "the volunteer to be announced")


async def answered(telegram: Telegram, send: Callable[[], object], last: str) -> None:
    before = len(telegram.texts(ME))
    send()
    await until(lambda: last in telegram.texts(ME)[before:], last)


async def test_words_go_to_the_volunteer_and_theirs_come_back_until_it_is_over(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo, desk: Desk
) -> None:
    async with telegram_bot(house.url, parts(units, echo, now=desk.clock.now)):
        await begun(telegram, echo, desk)
        await answered(telegram, lambda: telegram.say(ME, "我的卡丢了"), TOLD)
        assert desk.heard() == ["我的卡丢了"]
        assert desk.calls.speak(desk.call, LI, "我帮您挂失")
        await until(lambda: WORDS.say("volunteer", text="我帮您挂失") in telegram.texts(ME), "the volunteer's words")
        await answered(telegram, lambda: telegram.say(ME, "👍"), TOLD)
        await answered(telegram, lambda: telegram.say(ME, "帮助"), TOLD)
        assert desk.heard()[1:] == ["👍", "帮助"]
        assert echo.heard == ["/dlg.human"], "the assistant waits"
        desk.calls.end(desk.session, LI, HelpOutcome.HELPED)
        await until(lambda: GONE in telegram.texts(ME), "that it is over")
        await answered(telegram, lambda: telegram.say(ME, "老年证怎么办"), "您说：老年证怎么办")
    assert desk.heard() == [], "nothing of it stays"


async def test_given_back_the_assistant_goes_on_with_what_was_open(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo, desk: Desk
) -> None:
    async with telegram_bot(house.url, parts(units, echo, now=desk.clock.now)):
        await begun(telegram, echo, desk)
        desk.calls.release(desk.call, LI)
        await until(lambda: GONE in telegram.texts(ME), "that the volunteer left")
        telegram.tap(ME, "接着办")
        await until(lambda: "您说：/dlg.repeat" in telegram.texts(ME), "what was open")
    about = echo.turns[-1][2]
    assert {name: about[name] for name in RESUMING} == RESUMING


async def test_whoever_would_rather_have_the_assistant_taps_for_it(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo, desk: Desk
) -> None:
    async with telegram_bot(house.url, parts(units, echo, now=desk.clock.now)):
        await begun(telegram, echo, desk)
        await answered(telegram, lambda: telegram.say(ME, "在吗"), TOLD)
        desk.clock.moment += timedelta(seconds=5)
        await answered(telegram, lambda: telegram.tap(ME, TITLE), "您说：/dlg.repeat")
        await answered(telegram, lambda: telegram.say(ME, "老年证"), "您说：老年证")
        desk.clock.moment += timedelta(seconds=5)
        desk.calls.speak(desk.call, LI, "我在")
        await answered(telegram, lambda: telegram.say(ME, "还有一件事"), TOLD)
    assert desk.heard() == ["在吗", "还有一件事"]


async def test_a_volunteer_who_says_nothing_for_long_keeps_nobody_waiting(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo, desk: Desk
) -> None:
    async with telegram_bot(house.url, parts(units, echo, now=desk.clock.now)):
        await begun(telegram, echo, desk)
        desk.clock.moment += PATIENCE
        await answered(telegram, lambda: telegram.say(ME, "老年证"), "您说：老年证")


async def test_a_danger_is_met_whoever_is_there(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo, desk: Desk
) -> None:
    danger = "我胸口疼得喘不上气"
    async with telegram_bot(house.url, parts(units, echo, now=desk.clock.now)):
        await begun(telegram, echo, desk)
        await answered(telegram, lambda: telegram.say(ME, danger), TOLD)
        await answered(telegram, lambda: telegram.say(ME, "我的密码是123456"), TOLD)
    assert echo.heard[1] == danger and desk.heard()[0] == danger
    assert f"您说：{danger}" in telegram.texts(ME)
    assert "密码" in desk.heard()[1] and "123456" not in desk.heard()[1], "nobody at the desk reads a secret"


async def test_a_voice_note_a_card_and_a_sticker_reach_the_volunteer_too(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo, desk: Desk
) -> None:
    async def ears(recording: bytes) -> str:
        return "卡在家里"

    sticker = {"file_id": "s", "file_unique_id": "s", "width": 1, "height": 1, "emoji": "🙏"}
    more = {"is_animated": False, "is_video": False, "type": "regular"}
    async with telegram_bot(house.url, parts(units, echo, now=desk.clock.now, ears=ears)):
        await begun(telegram, echo, desk)
        await answered(telegram, lambda: telegram.speak(ME, b"sound"), TOLD)
        card = {"phone_number": "13800138000", "first_name": "玉"}
        await answered(telegram, lambda: telegram.message(ME, contact=card), TOLD)
        await answered(telegram, lambda: telegram.message(ME, sticker={**sticker, **more}), TOLD)
    assert WORDS.say("transcript", text="卡在家里") in telegram.texts(ME)
    assert desk.heard() == ["卡在家里", "13800138000", "🙏"] and echo.heard == ["/dlg.human"]


async def test_where_the_store_is_away_the_assistant_answers(units: SqlUnitsOfWork, echo: Echo) -> None:
    store = MemoryStore()
    made = parts(units, echo)
    object.__setattr__(made, "units", store)
    branch = Branch.build(Silent(), made)
    store.broken = True
    company = branch.house.conversation._with.company
    assert await company.companion("session") is None
    await branch.close()


class Silent:
    """An app that does nothing."""

    name, longest, joins = "telegram", 1000, False

    def data_of(self, payload: str) -> str:
        return payload

    async def send(self, *_: object) -> None:
        raise AppError("away")

    send_voice = busy = fetch = send


async def test_in_wechat_as_well(units: SqlUnitsOfWork, echo: Echo, desk: Desk) -> None:
    wechat = wechat_server.WeChat()
    with open_wechat(wechat) as interface:
        async with account(interface.url, parts(units, echo, now=desk.clock.now)) as bringer:
            await bringer.text("oMe", "找人")
            desk.ring(echo.turns[0][0])
            desk.calls.take(desk.call, LI)
            await until(lambda: any(HERE in text for text in wechat.sent["oMe"]), "the volunteer to be announced")
            assert TOLD in bringer.said(await bringer.text("oMe", "我的卡丢了"))
            desk.calls.speak(desk.call, LI, "我帮您")
            await until(lambda: WORDS.say("volunteer", text="我帮您") in wechat.sent["oMe"], "the volunteer's words")
            back = bringer.said(await bringer.text("oMe", TITLE, bizmsgmenuid=BACK))
            assert WORDS.say("talk.assistant") in back and "您说：/dlg.repeat" in back
    assert desk.heard() == ["我的卡丢了"]
