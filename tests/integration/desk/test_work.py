"""The work queue: what is late stands first, each step follows the rules of a case, and nobody sees what is personal
without saying why."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from actions.cases.filing import withdraw
from actions.cases.model import Case, CaseState, Level
from actions.desk.model import Role
from actions.desk.ports import AuditFilter
from actions.model import session_reference
from actions.outbox import ParcelState
from actions.paper.authorising import Grant, authorise
from channels.desk.desk import Desk
from tests.integration.desk.clock import MovableClock
from tests.integration.desk.conftest import Browser, Browsers, browsers_at, words_of
from tests.integration.desk.filed import (
    ADDRESS,
    NAME,
    PHONE,
    delivered,
    filed,
    marks,
    now,
    with_agent,
    without_phone,
)

pytestmark = pytest.mark.integration

ANSWER = "从下周一起，每天中午十一点半送到家，饭菜都软"


async def step(browser: Browser, desk: Desk, case: Case, name: str, **fields: str) -> int:
    """The status after taking a step, seen as it stands now."""
    seen = {"seen": str(len(marks(desk, case)))} | fields
    return (await browser.post(f"/desk/cases/{case.number}/{name}", **seen)).status_code


def audited(desk: Desk, case: Case) -> list[tuple[str, str]]:
    """What was done with it and why, oldest first."""
    with desk.units() as work:
        entries = work.audit.find(AuditFilter(subject=case.number), 100)
    return [(entry.note.action, entry.note.reason) for entry in reversed(entries)]


async def test_what_is_late_stands_first(desk: Desk, browsers: Browsers, clock: MovableClock) -> None:
    later, open_end, late = delivered(desk, days=9), delivered(desk, days=None), delivered(desk, days=1)
    clock.move(timedelta(days=3))
    page = await browsers.as_(Role.VOLUNTEER).read("/desk/cases")
    places = [page.index(f"{one.number[:4]} {one.number[4:]}") for one in (late, later, open_end)]
    assert places == sorted(places)
    assert "超期 2 天" in page and "1 件已经超期" in page


async def test_a_case_is_found_by_its_number_however_it_is_typed(desk: Desk, browsers: Browsers) -> None:
    case, browser = delivered(desk), browsers.as_(Role.VOLUNTEER)
    for typed in (case.number, f"{case.number[:4]} {case.number[4:]}", f" {case.number}号"):
        response = await browser.client.get("/desk/cases/find", params={"number": typed})
        assert response.headers["location"] == f"/desk/cases/{case.number}"
    response = await browser.client.get("/desk/cases/find", params={"number": "12345678"})
    assert "没有这个号" in await browser.read(response.headers["location"])


async def test_nothing_personal_is_shown_without_a_reason(desk: Desk, browsers: Browsers) -> None:
    case, browser = delivered(desk), browsers.as_(Role.VOLUNTEER)
    for path in ("/desk/cases", f"/desk/cases/{case.number}", "/desk/"):
        page = (await browser.get(path)).text
        assert not any(told in page for told in (NAME, PHONE, ADDRESS)), path
    refused = await browser.post(f"/desk/cases/{case.number}/look", reason="", own_reason="  ")
    assert refused.status_code == 422 and NAME not in refused.text
    assert audited(desk, case) == []
    seen = await browser.post(f"/desk/cases/{case.number}/look", reason="call")
    assert all(told in seen.text for told in (NAME, PHONE, ADDRESS, "我牙不好"))
    assert audited(desk, case) == [("looked", "给居民打回访电话")]
    assert NAME not in (await browser.get(f"/desk/cases/{case.number}")).text


async def test_from_taken_up_to_told(desk: Desk, browsers: Browsers) -> None:
    case, browser = delivered(desk), browsers.as_(Role.VOLUNTEER)
    assert await step(browser, desk, case, "taken_up") == 303
    assert await step(browser, desk, case, "answered", words=ANSWER) == 303
    assert now(desk, case).state is CaseState.ANSWERED and now(desk, case).result == f"{ANSWER}。"
    calls = await browser.read("/desk/calls")
    assert ANSWER in calls and "*******8000" in calls and NAME not in calls
    assert await step(browser, desk, case, "closed", back="calls") == 303
    assert now(desk, case).state is CaseState.CLOSED
    assert ANSWER not in await browser.read("/desk/calls")
    assert [one.actor for one in marks(desk, case)][-3:] == ["staff"] * 3
    assert [action for action, _ in audited(desk, case)] == ["taken_up", "answered", "closed"]


async def test_words_that_would_be_said_aloud_hold_no_number_of_a_person(desk: Desk, browsers: Browsers) -> None:
    case, browser = delivered(desk), browsers.as_(Role.VOLUNTEER)
    for words in (f"请打{PHONE}", "身份证11010519491231002X已核对", "", "   "):
        assert await step(browser, desk, case, "answered", words=words) == 422
    assert now(desk, case).state is CaseState.DELIVERED and audited(desk, case) == []


async def test_two_who_deal_with_the_same_case_do_not_overwrite_each_other(desk: Desk, browsers: Browsers) -> None:
    case, first, second = delivered(desk), browsers.as_(Role.VOLUNTEER), browsers.as_(Role.STAFF)
    seen = str(len(marks(desk, case)))
    assert await step(first, desk, case, "answered", words=ANSWER, seen=seen) == 303
    late = await second.post(f"/desk/cases/{case.number}/answered", words="另一个答复", seen=seen)
    assert late.status_code == 409 and "别人刚刚处理过" in words_of(late)
    assert now(desk, case).result == f"{ANSWER}。"


async def test_what_the_person_took_back_is_not_answered(desk: Desk, browsers: Browsers) -> None:
    case, browser = delivered(desk), browsers.as_(Role.VOLUNTEER)
    withdraw(case, desk.resources.units, desk.resources.clock, "kiosk")
    assert await step(browser, desk, case, "answered", words=ANSWER) == 409
    assert "撤回" in await browser.read(f"/desk/cases/{case.number}")


async def test_asked_back_told_and_queued_again(desk: Desk, browsers: Browsers) -> None:
    case, browser = delivered(desk), browsers.as_(Role.VOLUNTEER)
    assert await step(browser, desk, case, "asked_back", words="请带医保卡来一趟。") == 303
    assert "请带医保卡" in await browser.read("/desk/calls")
    assert await step(browser, desk, case, "told", back="calls") == 303
    assert "请带医保卡" not in await browser.read("/desk/calls")
    assert now(desk, case).state is CaseState.RETURNED
    assert await step(browser, desk, case, "requeued") == 303
    with desk.units() as work:
        assert [parcel.state for parcel in work.outbox.hold(case.id)] == [ParcelState.WAITING]
    assert now(desk, case).state is CaseState.QUEUED


async def test_refusing_and_raising_are_for_staff(desk: Desk, browsers: Browsers) -> None:
    case, volunteer, staff = delivered(desk), browsers.as_(Role.VOLUNTEER), browsers.as_(Role.STAFF)
    for name in ("returned", "escalated"):
        assert await step(volunteer, desk, case, name, words="不归这里办") == 403
        assert f"/{case.number}/{name}" not in (await volunteer.get(f"/desk/cases/{case.number}")).text
    assert await step(staff, desk, case, "escalated") == 303
    assert now(desk, case).level is Level.STREET
    assert await step(staff, desk, case, "returned", words="不归这里办，请去街道") == 303
    assert now(desk, case).state is CaseState.RETURNED


async def test_a_case_carried_by_hand_does_not_leave_once_more(desk: Desk, browsers: Browsers) -> None:
    case, staff = filed(desk, destination="civil_affairs"), browsers.as_(Role.STAFF)
    assert await step(staff, desk, case, "delivered") == 303
    with desk.units() as work:
        assert [parcel.state for parcel in work.outbox.hold(case.id)] == [ParcelState.DONE]
    assert now(desk, case).state is CaseState.DELIVERED


async def test_a_withdrawal_needs_the_persons_word(desk: Desk, browsers: Browsers) -> None:
    case, browser = delivered(desk), browsers.as_(Role.VOLUNTEER)
    assert await step(browser, desk, case, "withdrawn", reason="本人来站里说不办了") == 303
    assert now(desk, case).state is CaseState.WITHDRAWN
    assert audited(desk, case) == [("withdrawn", "本人来站里说不办了")]


async def test_a_call_shows_one_number_and_says_who_looked(desk: Desk, browsers: Browsers) -> None:
    case, browser = delivered(desk), browsers.as_(Role.VOLUNTEER)
    await step(browser, desk, case, "answered", words=ANSWER)
    assert PHONE not in (await browser.get("/desk/calls")).text
    shown = await browser.post(f"/desk/calls/case/{case.id}/look", reason="call")
    assert "138 0013 8000" in shown.text and NAME in shown.text
    assert audited(desk, case)[-1] == ("looked", "给居民打回访电话")


async def test_who_has_no_telephone_is_told_at_the_next_visit(desk: Desk, browsers: Browsers) -> None:
    case, browser = delivered(desk, details=without_phone()), browsers.as_(Role.VOLUNTEER)
    await step(browser, desk, case, "answered", words=ANSWER)
    page = await browser.read("/desk/calls")
    assert "没有留电话的" in page and f"{case.number[:4]} {case.number[4:]}" in page


def a_letter(desk: Desk) -> str:
    """The number of an authorisation that was given."""
    resources = desk.resources
    grant = Grant(session_reference("visit"), "meal_service", NAME, "李梅", "child")
    return authorise(grant, resources.catalogue.current(), resources.units, resources.clock).number


async def test_the_slip_is_printed_again(desk: Desk, browsers: Browsers) -> None:
    case, browser = delivered(desk), browsers.as_(Role.VOLUNTEER)
    paper = await browser.post(f"/desk/cases/{case.number}/slip")
    assert f"{case.number[:4]} {case.number[4:]}" in paper.text and PHONE not in paper.text and NAME not in paper.text
    assert audited(desk, case)[-1][0] == "printed"


async def test_the_letter_is_printed_again_with_its_names(desk: Desk, browsers: Browsers) -> None:
    case, browser = delivered(desk, details=with_agent(a_letter(desk))), browsers.as_(Role.VOLUNTEER)
    paper = await browser.post(f"/desk/cases/{case.number}/letter")
    assert NAME in paper.text and "李梅" in paper.text
    assert audited(desk, case)[-1][0] == "printed"
    other = delivered(desk)
    assert (await browser.post(f"/desk/cases/{other.number}/letter")).status_code == 404


@pytest.mark.parametrize(("works", "told"), [(True, "已经送到驿站的打印机"), (False, "没有打成")])
async def test_a_printer_of_the_station_prints_the_letter_from_whatever_page(
    desk: Desk, works: bool, told: str
) -> None:
    printed: list[str] = []

    async def print_paper(paper: str) -> bool:
        printed.append(paper)
        return works

    browser = browsers_at(replace(desk, print_paper=print_paper)).as_(Role.VOLUNTEER)
    address = f"/desk/cases/{delivered(desk, details=with_agent(a_letter(desk))).number}/letter"
    seen = await browser.post(address)
    assert NAME in seen.text and "print.js" not in seen.text and printed == []
    assert told in words_of(await browser.post(address, print="yes"))
    (paper,) = printed
    assert NAME in paper and "李梅" in paper and "<form" not in paper and "csrf" not in paper


async def test_without_one_the_browser_prints_whatever_is_asked_for(desk: Desk, browsers: Browsers) -> None:
    case, browser = delivered(desk), browsers.as_(Role.VOLUNTEER)
    page = await browser.post(f"/desk/cases/{case.number}/slip", print="yes")
    assert "print.js" in page.text and "没有打成" not in page.text


async def test_dead_letters_are_seen_and_sent_again(desk: Desk, browsers: Browsers) -> None:
    case, staff = filed(desk, destination="civil_affairs"), browsers.as_(Role.STAFF)
    with desk.units() as work:
        parcel = work.outbox.hold(case.id)[0]
        work.outbox.update(parcel.got_on(ParcelState.DEAD, parcel.due_at, "not_configured"))
        work.commit()
    known = replace(desk, resources=replace(desk.resources, departments={"civil_affairs": "民政科"}))
    assert "民政科 没有设置这个部门" in await browsers_at(known).as_(Role.STAFF).read("/desk/outbox")
    assert "没有设置这个部门" in await staff.read("/desk/outbox") and "件发不出去" in await staff.read("/desk/")
    assert (await staff.post(f"/desk/outbox/{parcel.id}/revive")).status_code == 303
    with desk.units() as work:
        assert [one.state for one in work.outbox.hold(case.id)] == [ParcelState.WAITING]
    assert (await staff.post(f"/desk/outbox/{parcel.id}/revive")).status_code == 409
    assert audited(desk, case) == [("revived", "")]
