"""The app's interface is away for an hour, by the station's clock: nothing is lost, nothing doubled, and nobody knocks
more than is good."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from actions.messaging.model import Push
from actions.model import session_reference
from actions.store.unit_of_work import SqlUnitsOfWork
from channels.messaging.patience import pause
from tests.fakes import wechat_server
from tests.fakes.house import House
from tests.fakes.telegram_server import Telegram
from tests.fakes.wechat_server import open_wechat
from tests.integration.messaging.chatting import WORDS, Echo, account, parts, telegram_bot, until
from tests.unit.actions.fakes import StoppedClock

pytestmark = pytest.mark.integration

ME = 77
HOUR = timedelta(hours=1)


@dataclass
class Time:
    """A clock that whoever waits sets forward, instead of waiting."""

    clock: StoppedClock = field(default_factory=StoppedClock)
    waits: list[float] = field(default_factory=list)

    def pass_(self, seconds: float) -> None:
        self.clock.moment += timedelta(seconds=seconds)

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.pass_(seconds)
        await asyncio.sleep(0.002)


async def _hastily(seconds: float) -> None:
    await asyncio.sleep(0.02)


def test_the_waits_grow_to_five_minutes_and_end_after_a_day() -> None:
    waits = [wait for failures in range(1, 400) if (wait := pause(failures)) is not None]
    assert [wait.total_seconds() for wait in waits[:9]] == [1, 2, 4, 8, 16, 32, 64, 128, 256]
    assert set(waits[9:]) == {timedelta(minutes=5)}
    assert timedelta(hours=23) < sum(waits, timedelta(0)) <= timedelta(hours=24)
    in_an_hour = [sum(waits[: count + 1], timedelta(0)) <= HOUR for count in range(40)]
    assert in_an_hour.count(True) == 19, "tries in the hour"


async def test_telegram_is_away_for_an_hour(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    time = Time()
    began = time.clock.moment
    echo.seconds = 0.3
    made = parts(units, echo, now=time.clock.now, sleep=time.sleep)
    async with telegram_bot(house.url, made, sleep=_hastily):
        telegram.say(ME, "一")
        await until(lambda: echo.heard, "the turn")
        house.down()
        with units() as work:
            assert work.pushes.add(Push("help:1", session_reference(echo.turns[0][0]), began, text="在吗"))
            work.commit()
        telegram.say(ME, "二")
        await until(lambda: time.clock.moment - began >= HOUR, "the hour to pass")
        tries = len(time.waits)
        assert telegram.texts(ME) == []
        house.up()
        await until(lambda: len(telegram.texts(ME)) == 3, "everything")
    volunteer = WORDS.say("volunteer", text="在吗")
    assert sorted(telegram.texts(ME)) == sorted(["您说：一", "您说：二", volunteer])
    assert telegram.texts(ME).index("您说：一") < telegram.texts(ME).index("您说：二")
    assert echo.heard == ["一", "二"], "no turn is made twice"
    assert tries <= 25 and max(time.waits) <= 300


async def test_a_push_waits_out_the_hour_and_is_said_once(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    time = Time()
    made = parts(units, echo, now=time.clock.now, sleep=time.sleep)
    async with telegram_bot(house.url, made, sleep=_hastily) as branch:
        telegram.say(ME, "一")
        await until(lambda: telegram.texts(ME), "the answer")
        house.down()
        with units() as work:
            session = session_reference(echo.turns[0][0])
            assert work.pushes.add(Push("case:1", session, time.clock.now(), text="可以来领了"))
            work.commit()
        due, tries = time.clock.moment + HOUR, 0
        while time.clock.moment < due:
            tries += await branch.pusher.round()
            await until(lambda: branch.counter.lanes.is_idle, "the attempt")
            time.clock.moment += timedelta(seconds=10)
        house.up()
        time.clock.moment += timedelta(minutes=5)
        await until(lambda: len(telegram.texts(ME)) == 2, "the push")
        for _ in range(3):
            await branch.pusher.round()
    assert telegram.texts(ME)[1] == WORDS.say("volunteer", text="可以来领了")
    assert len(telegram.texts(ME)) == 2 and 10 <= tries <= 25


async def test_wechat_is_away_for_an_hour(units: SqlUnitsOfWork, echo: Echo) -> None:
    time, wechat = Time(), wechat_server.WeChat()
    began = time.clock.moment
    echo.seconds = 0.4
    made = parts(units, echo, now=time.clock.now, sleep=time.sleep)
    with open_wechat(wechat) as interface:
        async with account(interface.url, made, waits=0.1, pause=time.pass_) as bringer:
            interface.down()
            assert bringer.said(await bringer.text("oMe", "一")) == ""
            assert bringer.said(await bringer.text("oMe", "一", number=9001)) == "", "WeChat asks again"
            await until(lambda: time.clock.moment - began >= HOUR, "the hour to pass")
            tries = len(time.waits)
            interface.up()
            await until(lambda: wechat.sent["oMe"], "the answer")
            await asyncio.sleep(0.5)
    assert wechat.sent["oMe"] == ["您说：一"] and echo.heard == ["一"]
    assert tries <= 25 and max(time.waits) <= 300
