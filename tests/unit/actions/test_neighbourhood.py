"""Taking part in the neighbourhood by voice: activities, neighbours, visits, warnings, and no more of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from actions.activities.keeping import call_off, catch_up, put_on
from actions.activities.model import Activity
from actions.cases.model import CaseState, Level, Mark
from actions.departments.courier import Courier
from actions.departments.escalation import escalate
from actions.departments.queue import StationQueue
from actions.grid.model import read_table
from actions.model import new_id
from actions.notices.keeping import give_out
from actions.notices.model import NoticeKind
from actions.reminders.delivery import call_list, deliver
from actions.reminders.model import Reminder
from tests.unit.actions.conversation import Conversation, Heard
from tests.unit.actions.fakes import Station

pytestmark = pytest.mark.unit

HOME = {"address": "阳光小区三栋二单元四零二"}
PERSON = {"name": "赵玉梅", "phone": "13800138000"}
ANOTHER = {"name": "李建国", "phone": "13900138000"}
NEEDS = PERSON | HOME | {"kind": "陪去医院", "day": "明天", "part": "上午", "pass_on": "行"}


@pytest.fixture
def concert(station: Station) -> Activity:
    """Two seats, in three days."""
    activity = Activity(new_id(), "合唱排练", "二楼活动室", station.clock.now() + timedelta(days=3), 2)
    put_on(activity, station.store, station.clock)
    return activity


def fill(visit: Conversation, told: dict[str, str]) -> list[Heard]:
    """Answers whatever is asked until the form is filed; what was said then."""
    for _ in range(20):
        asking = str(visit.slots["asking"])
        if asking == "review":
            return visit.hear("交吧", "dlg.affirm")
        visit.hear(told.get(asking, "可以"), "unsure" if asking in told else "dlg.affirm")
    raise AssertionError(f"it stops at {visit.slots['asking']}")


def wish(station: Station, label: str, told: dict[str, str], session: str = "", **more: str) -> list[Heard]:
    """A visit of its own, in which somebody fills in a form."""
    visit = Conversation(station.resources, session or new_id(), **more)
    visit.press(f"/{label}")
    return fill(visit, told)


def sign_up(station: Station, person: dict[str, str], **more: str) -> tuple[Conversation, list[Heard]]:
    visit = Conversation(station.resources, new_id(), **more)
    visit.hear("社区有什么活动", "svc.activity_signup")
    visit.hear("第一个", "unsure")
    return visit, fill(visit, person)


def warn(station: Station, kind: NoticeKind) -> int:
    """How many have to hear of it."""
    today, desk = station.clock.today(), station.store.desk
    return give_out(kind, "下午别出门，多喝水。", today, "staff", desk, station.clock).told


def waiting_for(station: Station) -> list[Reminder]:
    return list(call_list(station.store, station.clock))


def responses(station: Station) -> list[str]:
    return [one.news.response for one in waiting_for(station) if one.news]


# Activities


def test_what_is_on_is_what_staff_entered_and_one_can_sign_up(
    visit: Conversation, station: Station, concert: Activity
) -> None:
    (asked,) = visit.hear("社区有什么活动", "svc.activity_signup")
    assert "合唱排练" in asked.text and "11月27日" in asked.text and asked.titles == ("合唱排练",)
    visit.hear("报第一个", "unsure")
    said = fill(visit, PERSON)
    assert said[0].name == "utter_activity_signed_seated" and "二楼活动室" in said[0].text
    assert said[0].card and said[0].card["kind"] == "slip"
    (told,) = visit.hear("我那个事怎么样了", "meta.progress")
    assert told.name == "utter_activity_seated"


def test_with_nothing_on_it_is_said_kindly_and_a_wish_is_taken_down(visit: Conversation, station: Station) -> None:
    (none,) = visit.hear("社区有什么活动", "svc.activity_signup")
    assert none.name == "utter_activity_none"
    visit.hear("好啊", "dlg.affirm")
    assert visit.slots["form"] == "activity_signup"
    assert fill(visit, PERSON | {"activity": "想学剪纸"})[0].name == "utter_form_filed"


def test_the_waiting_list_moves_up_when_somebody_gives_up_and_they_are_told(
    station: Station, concert: Activity
) -> None:
    first, _ = sign_up(station, PERSON)
    sign_up(station, ANOTHER)
    _, last = sign_up(station, {"name": "钱秀珍", "phone": "13800138001"})
    assert last[0].name == "utter_activity_signed_waiting" and "第1位" in last[0].text
    assert catch_up(station.store, station.clock) == 0
    first.hear("我要撤回", "dlg.cancel")
    assert first.hear("对", "dlg.affirm")[0].name == "utter_withdrawn"
    assert catch_up(station.store, station.clock) == 1
    assert catch_up(station.store, station.clock) == 0
    (news,) = waiting_for(station)
    assert news.contact.name == "钱秀珍" and news.news and news.news.response == "utter_activity_moved_up"


def test_on_the_day_before_everybody_who_has_a_seat_is_reminded_once(station: Station, concert: Activity) -> None:
    sign_up(station, PERSON)
    station.clock.moment += timedelta(days=2)
    assert [catch_up(station.store, station.clock) for _ in range(2)] == [1, 0]
    assert responses(station) == ["utter_activity_tomorrow"]


def test_who_comes_again_hears_at_once_what_waits_for_them(station: Station, concert: Activity) -> None:
    sign_up(station, PERSON)
    call_off(concert.id, station.store, station.clock)
    said = wish(station, "meta.warnings", PERSON)
    assert "utter_activity_off" in [one.name for one in said]
    assert waiting_for(station) == []


def test_in_a_chat_the_news_goes_into_the_chat(station: Station, concert: Activity) -> None:
    sign_up(station, PERSON, channel="telegram")
    call_off(concert.id, station.store, station.clock)
    sent: list[tuple[str, str]] = []

    class Post:
        def send(self, key: str, session: str, response: str, values: Any) -> None:
            sent.append((session, response))

    assert deliver(station.store, station.clock, station.shelf, Post()) == 1
    (case,) = station.store.cases
    assert sent == [(case.session, "utter_activity_off")]


# Neighbours, visits, warnings


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("想找个邻居陪我去医院", "help_wanted"),
        ("我有空可以帮帮邻居", "help_offered"),
        ("我一个人住，能不能隔三差五来看看我", "home_visit"),
        ("天热了提醒我一声", "warnings"),
    ],
)
def test_each_is_begun_by_what_people_say(visit: Conversation, text: str, form: str) -> None:
    visit.hear(text, "dlg.human" if form == "help_wanted" else "unsure")
    assert visit.slots["form"] == form


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("下礼拜三想找个邻居陪我去医院复查", "陪去医院", "2026-12-02"),
        ("明儿谁能帮我捎点菜", "代买东西", "2026-11-25"),
        ("我住三号楼，找个人帮我搬下煤气罐", "搬点东西", ""),
        ("有没有邻居帮帮我", "", ""),
    ],
)
def test_what_was_said_at_once_is_not_asked_again(visit: Conversation, text: str, kind: str, day: str) -> None:
    visit.hear(text, "meta.help_wanted")
    told = {one["key"]: one["value"] for one in visit.slots["filling"]["answers"]}
    assert (told.get("kind", ""), told.get("day", "")) == (kind, day)


def test_help_is_asked_for_with_consent_and_its_grid_is_found(station: Station) -> None:
    with station.store() as work:
        work.grid_places.replace(read_table("阳光小区,第一网格,周网格,13800138006,,\n阳光小区三栋,第二网格,,,,"))
        work.commit()
    said = wish(station, "meta.help_wanted", NEEDS)
    assert said[0].name == "utter_form_filed" and "11月29日" in said[0].text
    (case,) = station.store.cases
    assert case.grid == "第二网格" and case.details.of_type("date") is not None


def test_an_offer_stands_until_it_is_taken_back(station: Station) -> None:
    visit = Conversation(station.resources)
    visit.hear("我有空可以帮帮邻居", "unsure")
    said = fill(
        visit,
        PERSON | {"kind": "陪去医院", "days": "平日", "part": "都可以", "address": "阳光小区五栋", "pass_on": "行"},
    )
    assert said[0].name == "utter_form_filed_open"
    (told,) = visit.hear("我那个事怎么样了", "meta.progress")
    assert told.name == "utter_progress_standing"
    (case,) = station.store.cases
    assert case.due_on is None


def test_a_visit_at_home_begins_soon(station: Station) -> None:
    said = wish(station, "meta.home_visit", PERSON | HOME | {"often": "一周一次"})
    assert said[0].name == "utter_visit_begun" and "11月27日" in said[0].text
    with station.store() as work:
        (one,) = work.visits.rounds()
    assert one.every_days == 7


def test_warnings_are_told_once_to_whoever_agreed_and_no_more_after_a_word(station: Station) -> None:
    assert wish(station, "meta.warnings", PERSON)[0].name == "utter_warnings_kept"
    wish(station, "meta.warnings", PERSON)
    chat = Conversation(station.resources, "telegram-7", "telegram")
    chat.hear("降温了告诉我一声", "unsure")
    fill(chat, ANOTHER)
    assert warn(station, NoticeKind.HEAT) == 2 and responses(station) == ["utter_warning_heat"]
    (off,) = chat.hear("不要再提醒了", "dlg.cancel")
    assert off.name == "utter_remind_cancelled"
    again = Conversation(station.resources, "another-day")
    assert again.hear("不要再提醒我了", "dlg.cancel")[0].name == "utter_remind_none_here"
    again.hear("对", "dlg.affirm")
    assert fill(again, PERSON)[0].name == "utter_remind_cancelled"
    assert warn(station, NoticeKind.COLD) == 0
    assert waiting_for(station) == []


def test_no_reminders_any_more_is_heard_inside_a_form_too(visit: Conversation) -> None:
    visit.hear("帮我办", "svc.pension_cert", aspect="apply")
    asking = visit.slots["filling"]["asking"]
    said = visit.hear("以后不要再提醒我", "dlg.deny")
    assert said[0].name == "utter_remind_none" and len(said) == 2
    assert visit.slots["filling"]["asking"] == asking and visit.slots["form"] == "pension_cert"


# Suggestions and complaints


def test_a_complaint_without_a_name_is_said_back_sorted_and_followed_by_its_number(station: Station) -> None:
    visit = Conversation(station.resources)
    words = "那个我跟你说啊，我们三号楼的电梯坏了半个多月了，老人上下楼都靠爬，找了三回都没人来管"
    visit.hear(words, "meta.complaint")
    review = visit.hear("不要", "dlg.deny")
    said = review[-1]
    assert "我们楼里电梯坏了半个多月了，老人上下楼都靠爬" in said.text
    assert "跟你说" not in said.text and "三号楼" not in said.text
    assert not (said.card or {}).get("personal"), "it is for everybody's ears"
    filed, *_ = visit.hear("交吧", "dlg.affirm")
    assert "物业公司" in filed.text
    (case,) = station.store.cases
    assert [one.key for one in case.details.answers] == ["what", "answer_to"]
    with station.store() as work:
        assert list(work.consents.of_session(case.session)) == []
    other = Conversation(station.resources, "another-day")
    other.hear("我反映的事怎么样了", "meta.progress")
    assert "投诉" in other.hear(case.number, "unsure")[0].text


def test_what_nobody_answers_is_handed_up_to_the_city_and_the_person_hears_where_it_is(station: Station) -> None:
    visit = Conversation(station.resources)
    visit.hear("我们楼的电梯坏了半个多月没人管", "meta.complaint")
    visit.hear("不要", "dlg.deny")
    visit.hear("交吧", "dlg.affirm")
    Courier(StationQueue(), station.store, station.clock).round()
    heard = []
    for _ in range(16):
        station.clock.moment += timedelta(days=1)
        escalate(station.store, station.clock)
        heard.append(visit.hear("我反映的事到哪了", "meta.progress")[-1])
    told = list(dict.fromkeys(one.name for one in heard))
    assert told[1:] == [f"utter_progress_raised_{name}" for name in ("street", "district", "city")]
    assert "12月2日" in heard[8].text
    (case,) = station.store.cases
    with station.store() as work:
        marks = {mark.note: mark.at.date().isoformat() for mark in work.cases.marks(case.id) if mark.note}
    assert case.level is Level.CITY
    assert marks == {"street": "2026-12-02", "district": "2026-12-05", "city": "2026-12-08"}
    with station.store() as work:
        moved = case.moved(CaseState.ANSWERED, "修好了。")
        work.cases.move(moved, Mark(moved.state, station.clock.now(), "staff", "desk"))
        work.commit()
    assert "修好了" in visit.hear("到哪了", "meta.progress")[0].text


def test_who_works_in_a_grid_is_told_by_the_table_and_nothing_is_made_up(visit: Conversation, station: Station) -> None:
    (unknown,) = visit.hear("阳光小区的网格员是谁", "meta.responsibility")
    assert unknown.name == "utter_responsible_grid_unknown"
    with station.store() as work:
        work.grid_places.replace(
            read_table("阳光小区,第一网格,周网格,13800138001,,\n花园新村,第二网格,吴网格,,,2026-01-01")
        )
        work.commit()
    (told,) = visit.hear("阳光小区的网格员是谁", "unsure")
    assert "第一网格" in told.text and "周网格" in told.text
    assert visit.hear("网格员电话是多少", "unsure")[0].name == "utter_responsible_grid_which"
    assert visit.hear("花园新村的网格员是谁", "unsure")[0].name == "utter_responsible_grid_unknown"
