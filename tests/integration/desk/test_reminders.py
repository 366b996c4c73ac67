"""What somebody agreed to be reminded of, from their yes at the kiosk to the day on which they hear of it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from actions.desk.model import Role
from channels.desk.desk import Desk
from tests.integration.desk.clock import MovableClock
from tests.integration.desk.conftest import Browsers
from tests.unit.actions.conversation import Conversation
from tests.unit.actions.test_neighbourhood import HOME, PERSON, fill

pytestmark = pytest.mark.integration

BORN = "19470215"
TOLD = PERSON | HOME | {"id_number": BORN.join(("110105", "0021"))}
DAY = "二零二六年三月五号"
NOBODY = "今天没有要打的电话"


def filed(desk: Desk, service: str) -> Conversation:
    """Somebody files a service that has a day of its own, and is asked whether to be reminded of it."""
    visit = Conversation(desk.resources)
    visit.hear("帮我办", f"svc.{service}", aspect="apply")
    said = fill(visit, TOLD | {"kind": "第一个", "way": "第一个", "bank": "第一个"})
    assert "utter_remind_offer" in [one.name for one in said], [one.text for one in said]
    return visit


def agreed(desk: Desk, service: str, day: str = "") -> Conversation:
    """They say yes, and the day where one is asked for."""
    visit = filed(desk, service)
    said = visit.hear("要", "dlg.affirm")
    if visit.slots["asking"] == "remind_day":
        said = visit.hear(day, "inform.birth_date")
    assert said[0].name == "utter_remind_kept", said[0].text
    return visit


def until_the_day(desk: Desk, clock: MovableClock) -> None:
    """Time goes by until the first of the reminders is due."""
    with desk.resources.units() as work:
        first = min(one.due_on for one in work.reminders.open())
    clock.move(timedelta(days=(first - clock.today()).days))


@pytest.mark.parametrize(
    ("service", "day", "words"),
    [
        ("pension_cert", DAY, "养老金认证该办了，最好在3月5日以前办"),
        ("medical_pay", "", "已经开始，到12月31日为止"),
        ("elder_allowance", "", "您2月15日满80周岁"),
    ],
)
async def test_who_said_yes_is_on_the_call_list_when_the_day_has_come_and_not_before(
    desk: Desk, browsers: Browsers, clock: MovableClock, service: str, day: str, words: str
) -> None:
    agreed(desk, service, day)
    assert NOBODY in await browsers.as_(Role.VOLUNTEER).read("/desk/calls")
    until_the_day(desk, clock)
    volunteer = browsers.as_(Role.VOLUNTEER)
    page = (await volunteer.get("/desk/calls")).text
    assert words in page and "赵玉梅" not in page
    called = re.search(r"/calls/reminder/\w{32}/called", page)
    assert called
    assert (await volunteer.post(f"/desk{called[0]}")).status_code == 303
    assert called[0] not in (await volunteer.get("/desk/calls")).text


async def test_who_comes_again_hears_it_there_and_is_not_rung_as_well(
    desk: Desk, browsers: Browsers, clock: MovableClock
) -> None:
    agreed(desk, "pension_cert", DAY)
    until_the_day(desk, clock)
    again = Conversation(desk.resources, "visit-2")
    again.hear("天热了提醒我一声", "meta.warnings")
    assert "utter_remind_certification" in [one.name for one in fill(again, TOLD)]
    assert NOBODY in await browsers.as_(Role.VOLUNTEER).read("/desk/calls")


async def test_a_word_ends_it(desk: Desk, browsers: Browsers, clock: MovableClock) -> None:
    visit = agreed(desk, "pension_cert", DAY)
    assert visit.hear("不要再提醒我了", "dlg.cancel")[0].name == "utter_remind_cancelled"
    clock.move(timedelta(days=400))
    assert NOBODY in await browsers.as_(Role.VOLUNTEER).read("/desk/calls")
