"""A call that nobody takes rings wider and wider, and the person is told no more than what is so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.e2e.side_by_side.conftest import DeskPage, Room
from tests.e2e.side_by_side.test_two_pages import call_a_person, in_a_form
from tests.e2e.station.running import Station, running, until
from tests.fakes.telegram_server import GROUP, TOKEN, Telegram, open_telegram

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(600)]

ME = 91
PHONE = "62990000"
DUTY = f"""
place: 一楼大厅
phone: "{PHONE}"
answer_within_seconds: 2
group_after_seconds: 25
phone_after_seconds: 55
group: {{app: telegram, address: "{GROUP}"}}
"""
"""Each stage well apart from the next, so that a busy machine does not show two at once."""


@pytest.fixture(scope="module")
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory, telegram: Telegram) -> Iterator[Station]:
    home = tmp_path_factory.mktemp("station")
    (home / "duty.yml").write_text(DUTY, encoding="utf-8")
    with open_telegram(telegram) as house:
        told = {"LINBAN_TELEGRAM_TOKEN": TOKEN, "LINBAN_TELEGRAM_API": house.url}
        with running(home, **told) as station:
            until(lambda: station.pid("telegram"), "the process of Telegram")
            yield station


def elsewhere(room: Room, name: str) -> DeskPage:
    """The page of a volunteer who is busy with something else."""
    desk = room.desk(name)
    desk.page.goto(f"{room.station.url}desk/cases")
    return desk


def test_other_pages_then_the_group_then_the_duty_phone(room: Room, telegram: Telegram) -> None:
    busy, kiosk = elsewhere(room, "小王"), in_a_form(room)
    call_a_person(kiosk)
    assert "叫人" in kiosk.page.inner_text("#answer")
    assert "分钟" not in kiosk.page.inner_text("#answer"), "nothing was ever measured here"

    busy.shows("#ringing:has-text('一楼大厅')")
    assert telegram.texts(GROUP) == []
    assert kiosk.page.is_hidden("#band-ring")

    until(lambda: telegram.texts(GROUP), "the group to be told")
    assert "还没有人接" in telegram.texts(GROUP)[0] and "一楼大厅" in telegram.texts(GROUP)[0]
    kiosk.shows(".prompt:has-text('还没有人接，我还在叫')")
    assert kiosk.page.is_hidden("#band-ring")

    kiosk.shows(f"#band-ring:has-text('{PHONE}')")
    assert kiosk.page.is_visible("#duty-phone") and kiosk.page.is_hidden("#band-wait")

    busy.page.click("#ringing a")
    busy.shows("#calls li:has-text('没人接')")
    busy.page.click("[data-take='']")
    kiosk.shows("#company-words:has-text('小王')")
    assert kiosk.page.is_hidden("#person-band")
    assert len(telegram.texts(GROUP)) == 1


def test_whoever_called_from_a_chat_hears_how_it_stands(room: Room, telegram: Telegram) -> None:
    desk = room.desk("小李")
    telegram.say(ME, "帮我找个人")
    desk.shows("#calls li [data-take=chat]")

    def is_told(words: str) -> bool:
        return any(words in text for text in telegram.texts(ME))

    until(lambda: is_told("我还在叫"), "a word to whoever waits")
    assert not is_told(PHONE)
    until(lambda: is_told(PHONE), "the duty phone")
    desk.page.click("[data-take=chat]")
    until(lambda: is_told("小李来了"), "somebody to come")
    desk.page.click("[data-mine=done]")
    assert len([text for text in telegram.texts(ME) if "还没有人接" in text]) == 2
