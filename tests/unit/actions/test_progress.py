"""Where a case stands, for whoever holds its number, and nothing about the person."""

from __future__ import annotations

from datetime import date

import pytest

from actions.cases.filing import Filing, file
from actions.cases.model import Case, CaseState, Details, Mark, Told
from actions.cases.number import grouped, new_number
from actions.model import new_id, session_reference
from tests.unit.actions.conversation import Conversation
from tests.unit.actions.fakes import Station

pytestmark = pytest.mark.unit

DETAILS = Details("self", (Told("name", "name", "姓名", "赵玉梅", "赵**"),))
WAY = (CaseState.DELIVERED, CaseState.IN_PROGRESS, CaseState.ANSWERED, CaseState.CLOSED)


def a_case(station: Station, session: str = "another-visit", within: int | None = 5) -> Case:
    filing = Filing(new_id(), session_reference(session), "kiosk", "elder_card", "民政局", DETAILS, within)
    return file(filing, station.store, station.clock)


def moved(case: Case, station: Station, *states: CaseState, result: str = "") -> Case:
    with station.store() as work:
        for state in states:
            case = case.moved(state, result if state in (CaseState.ANSWERED, CaseState.RETURNED) else None)
            work.cases.move(case, Mark(state, station.clock.now(), "staff", "desk"))
        work.commit()
    return case


def test_the_cases_of_this_visit_are_told_without_a_number(visit: Conversation, station: Station) -> None:
    case = a_case(station, visit.session)
    (told,) = visit.hear("我那个事办到哪了", "meta.progress")
    assert grouped(case.number) in told.text and "民政局" in told.text and "11月29日" in told.text


def test_a_number_said_in_another_visit_is_enough(visit: Conversation, station: Station) -> None:
    case = a_case(station)
    (which,) = visit.hear("我那个事办到哪了", "meta.progress")
    assert which.name == "utter_progress_which"
    (told,) = visit.hear(grouped(case.number), "fraud.credential")
    assert "老年优待证" in told.text and "赵玉梅" not in told.text


def test_a_number_heard_wrong_is_asked_for_again_and_guessing_ends_with_a_person(
    visit: Conversation, station: Station
) -> None:
    a_case(station)
    visit.hear("我那个事办到哪了", "meta.progress")
    names = [visit.hear(new_number(lambda below, n=n: n), "fraud.credential")[0].name for n in range(5)]
    assert names == ["utter_progress_unknown"] * 4 + ["utter_progress_person"]


@pytest.mark.parametrize("count", range(len(WAY) + 1))
@pytest.mark.parametrize("within", [5, None])
def test_every_state_has_its_sentence(visit: Conversation, station: Station, count: int, within: int | None) -> None:
    case = moved(a_case(station, visit.session, within), station, *WAY[:count], result="可以来领了。")
    told, *_ = visit.hear("办好了没", "meta.progress")
    assert grouped(case.number) in told.text
    assert ("可以来领了" in told.text) == (count >= 3)
    assert ("最晚" in told.text) == (within is not None and count < 3)


def test_what_came_back_is_told_with_the_reason_and_a_person(visit: Conversation, station: Station) -> None:
    moved(a_case(station, visit.session), station, CaseState.RETURNED, result="缺一张照片。")
    (told,) = visit.hear("办好了没", "meta.progress")
    assert "缺一张照片" in told.text and ("找人帮忙", "/dlg.human") in told.buttons


def test_done_without_a_word_is_said_to_be_done(visit: Conversation, station: Station) -> None:
    moved(a_case(station, visit.session), station, *WAY)
    assert visit.hear("办好了没", "meta.progress")[0].name == "utter_progress_done"


def test_the_day_promised_is_the_stations_calendar(station: Station) -> None:
    assert a_case(station).due_on == date(2026, 11, 29)


def answered(station: Station, visit: Conversation) -> Case:
    return moved(a_case(station, visit.session), station, *WAY[:3], result="可以来领了。")


def test_the_person_says_that_it_helped_and_the_case_is_closed(visit: Conversation, station: Station) -> None:
    answered(station, visit)
    *_, asked = visit.hear("办好了没", "meta.progress")
    assert asked.titles == ("办好了", "没解决")
    assert visit.hear("办好了，谢谢", "dlg.affirm")[0].name == "utter_settled"
    assert [case.state for case in station.store.cases] == [CaseState.CLOSED]


def test_an_answer_that_did_not_help_goes_back_one_level_up(visit: Conversation, station: Station) -> None:
    case = answered(station, visit)
    visit.hear("办好了没", "meta.progress")
    (told,) = visit.hear("没解决，还是漏水", "dlg.deny")
    assert grouped(case.number) in told.text and "上一级" in told.text
    (again,) = station.store.cases
    assert (again.state, again.level) == (CaseState.IN_PROGRESS, case.level.above)
    with station.store() as work:
        assert [(mark.actor, mark.note) for mark in work.cases.marks(case.id)][-1] == ("resident", "not_settled")


def test_no_is_asked_of_an_answer_only(visit: Conversation, station: Station) -> None:
    a_case(station, visit.session)
    (told,) = visit.hear("办好了没", "meta.progress")
    assert told.buttons == () and station.store.cases[0].state is CaseState.QUEUED
