"""Activities, neighbours, visits, warnings and the grid at the desk, as whoever works there does them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from actions.activities.keeping import take_seat
from actions.cases.model import Case, CaseState, Details, Told
from actions.desk.model import Role
from actions.neighbours.model import OFFER, REQUEST
from actions.points.booking import card_for, reasons
from actions.points.model import KIND, balances, movements
from actions.visits.keeping import begun, remind_visitors
from channels.desk.desk import Desk
from tests.integration.desk.clock import MovableClock
from tests.integration.desk.conftest import Browser, Browsers, words_of
from tests.integration.desk.filed import delivered, now

pytestmark = pytest.mark.integration

HELPER = ("李建国", "13900138000")
TYPES = {"name": "name", "phone": "phone", "address": "address", "day": "date"}


def details(name: str = "王秀英", phone: str = "13800138000", **told: str) -> Details:
    """A person, and what else they told."""
    answers = {"name": name, "phone": phone, **told}
    told_ = (Told(key, TYPES.get(key, "choice"), key, value, value) for key, value in answers.items())
    return Details("self", tuple(told_))


def wants(desk: Desk, **changes: str) -> Case:
    told = {"kind": "陪去医院", "day": "2026-11-26", "part": "上午", "pass_on": "yes"} | changes
    return delivered(desk, REQUEST, details=details(**told))


def gives(desk: Desk, name: str = HELPER[0], phone: str = HELPER[1], **changes: str) -> Case:
    told = {"kind": "陪去医院", "days": "平日", "part": "都可以", "pass_on": "yes"} | changes
    return delivered(desk, OFFER, None, details(name, phone, **told))


async def looks(browser: Browser) -> list[str]:
    """Where each call can be read in the clear."""
    page = (await browser.get("/desk/calls")).text
    return [f"/desk/calls/reminder/{one}/look" for one in re.findall(r"/calls/reminder/(\w{32})/look", page)]


async def put_on(browser: Browser, **changes: str) -> str:
    form = {"title": "合唱排练", "place": "二楼活动室", "day": "2026-11-27", "time": "14:30", "seats": "1"} | changes
    return words_of(await browser.post("/desk/activities/add", **form))


def sign_up(desk: Desk, name: str, phone: str) -> Case:
    case = delivered(desk, "activity_signup", None, details(name, phone, activity="合唱排练"))
    assert take_seat(case, desk.resources.units, desk.resources.clock) is not None
    return case


async def test_an_activity_from_its_entry_to_who_came(desk: Desk, browsers: Browsers, clock: MovableClock) -> None:
    staff = browsers.as_(Role.STAFF)
    assert (await browsers.as_(Role.VOLUNTEER).post("/desk/activities/add", title="x")).status_code == 403
    await put_on(staff)
    first, second = sign_up(desk, "王秀英", "13800138000"), sign_up(desk, *HELPER)
    shown = await staff.read("/desk/activities")
    assert "1/1 人" in shown and "王**" in shown and "王秀英" not in shown
    assert re.search(r"候补： 1\. 李\*\*|候补：1\. 李\*\*", shown)
    clock.move(timedelta(days=4))
    staff = browsers.as_(Role.STAFF)
    activity = re.search(r"/activities/(\w{32})/came", (await staff.get("/desk/activities")).text)
    assert activity
    await staff.post(f"/desk/activities/{activity[1]}/came", came=first.id)
    assert now(desk, first).state is CaseState.CLOSED and now(desk, second).state is CaseState.DELIVERED
    assert "checked" in (await staff.get("/desk/activities")).text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": "一个特别特别特别长的名字"}, "十个字以内"),
        ({"seats": "0"}, "一个到五百个"),
        ({"day": "2026-11-20"}, "现在以后"),
        ({"day": "bad"}, "现在以后"),
        ({"place": ""}, "都要写"),
    ],
)
async def test_what_nobody_could_come_to_is_not_entered(browsers: Browsers, changes: dict[str, str], said: str) -> None:
    assert said in await put_on(browsers.as_(Role.STAFF), **changes)


async def test_two_of_one_name_could_not_be_told_apart(browsers: Browsers) -> None:
    staff = browsers.as_(Role.STAFF)
    await put_on(staff)
    assert "也叫这个名字" in await put_on(staff)


async def test_called_off_everybody_is_on_the_call_list_and_unknown_ones_are_refused(
    desk: Desk, browsers: Browsers
) -> None:
    staff = browsers.as_(Role.STAFF)
    await put_on(staff)
    case = sign_up(desk, "王秀英", "13800138000")
    found = re.search(r"/activities/(\w{32})/off", (await staff.get("/desk/activities")).text)
    assert found
    assert (await staff.post(f"/desk/activities/{found[1]}/off")).status_code == 303
    assert "合唱排练取消了" in await staff.read("/desk/calls")
    assert now(desk, case).state is CaseState.CLOSED
    assert [(await staff.post(f"/desk/activities/0/{what}")).status_code for what in ("off", "came")] == [404, 404]


async def test_neighbours_are_brought_together_by_staff_told_thanked_and_given_points(
    desk: Desk, browsers: Browsers
) -> None:
    request, offer = wants(desk), gives(desk)
    gives(desk, "钱秀珍", "13800138001", days="周末")
    volunteer, staff = browsers.as_(Role.VOLUNTEER), browsers.as_(Role.STAFF)
    assert "有 1 位邻居合适" in await volunteer.read("/desk/neighbours")
    both = {"request": request.number, "offer": offer.number}
    assert (await volunteer.post("/desk/neighbours/approve", **both)).status_code == 403
    assert (await staff.post("/desk/neighbours/approve", **both)).status_code == 303
    assert (await staff.post("/desk/neighbours/approve", **both)).status_code == 409
    assert now(desk, request).state is CaseState.IN_PROGRESS
    calls = await staff.read("/desk/calls")
    assert "找到帮手了：李**，电话*******8000" in calls and "想请您陪去医院：王**" in calls
    assert "李建国" not in calls and "王秀英" not in calls
    clear = [await staff.post(one, reason="call") for one in await looks(staff)]
    assert "找到帮手了：李建国，电话13900138000" in "".join(map(words_of, clear))
    favour = re.search(r"/neighbours/(\w{32})/thank", (await staff.get("/desk/neighbours")).text)
    assert favour
    assert (await staff.post(f"/desk/neighbours/{favour[1]}/thank")).status_code == 303
    assert (await staff.post(f"/desk/neighbours/{favour[1]}/thank")).status_code == 409
    assert now(desk, request).state is CaseState.CLOSED
    parts = desk.resources
    card = card_for(*HELPER, parts.units, parts.clock, parts.lookup).card
    with parts.units() as work:
        assert balances(movements(work.ledger.entries(KIND)))[card] == reasons()["accompany"].points
    assert "积分卡上记了10分" in await staff.read("/desk/calls")


async def test_without_both_yeses_no_name_is_passed_on_and_it_can_come_to_nothing(
    desk: Desk, browsers: Browsers
) -> None:
    request, offer = wants(desk, pass_on="no"), gives(desk)
    staff = browsers.as_(Role.STAFF)
    await staff.post("/desk/neighbours/approve", request=request.number, offer=offer.number)
    calls = await staff.read("/desk/calls")
    assert "打电话给您两位牵线" in calls and "李建国" not in calls and "王秀英" not in calls
    favour = re.search(r"/neighbours/(\w{32})/undo", (await staff.get("/desk/neighbours")).text)
    assert favour
    assert (await staff.post(f"/desk/neighbours/{favour[1]}/undo")).status_code == 303
    assert (await staff.post(f"/desk/neighbours/{favour[1]}/undo")).status_code == 409
    assert "我们再给您找" in await staff.read("/desk/calls")
    assert "牵线" in await staff.read("/desk/neighbours")


async def test_nobody_earns_by_helping_themselves_or_beyond_the_months_cap(desk: Desk, browsers: Browsers) -> None:
    wants(desk)
    mine = gives(desk, "王秀英", "13800138000")
    staff = browsers.as_(Role.STAFF)
    assert "还没有合适的邻居" in await staff.read("/desk/neighbours")
    offer = gives(desk)
    assert mine.number != offer.number
    for _ in range(9):
        request = wants(desk)
        await staff.post("/desk/neighbours/approve", request=request.number, offer=offer.number)
        favour = re.search(r"/neighbours/(\w{32})/thank", (await staff.get("/desk/neighbours")).text)
        assert favour
        last = await staff.post(f"/desk/neighbours/{favour[1]}/thank")
    assert last.headers["location"].endswith("neighbours_thanked_only")
    parts = desk.resources
    card = card_for(*HELPER, parts.units, parts.clock, parts.lookup).card
    with parts.units() as work:
        assert balances(movements(work.ledger.entries(KIND)))[card] == reasons()["accompany"].most_a_month


async def test_visits_late_ones_first_are_written_down_and_end_when_the_person_says_so(
    desk: Desk, browsers: Browsers, clock: MovableClock
) -> None:
    case = delivered(desk, "home_visit", None, details(often="一周一次", address="阳光小区三栋"))
    begun(case, desk.resources)
    clock.move(timedelta(days=5))
    volunteer = browsers.as_(Role.VOLUNTEER)
    assert "过了 2 天" in await volunteer.read("/desk/visits")
    assert "1 位要上门看看" in await volunteer.read("/desk/")
    assert "日子不对" in words_of(await volunteer.post(f"/desk/visits/{case.number}", on="2027-01-01", found="well"))
    assert "日子不对" in words_of(await volunteer.post(f"/desk/visits/{case.number}", on="x", found="well"))
    await volunteer.post(f"/desk/visits/{case.number}", on="2026-11-29", found="well", note="精神好")
    shown = await volunteer.read("/desk/visits")
    assert "下次 12 月 6 日" in shown and "精神好" in shown and "过了" not in shown
    await volunteer.post(f"/desk/visits/{case.number}", on="2026-11-29", found="stop")
    assert now(desk, case).state is CaseState.WITHDRAWN
    assert "还没有人要人上门" in await volunteer.read("/desk/visits")
    assert "没有记" in words_of(await volunteer.post(f"/desk/visits/{case.number}", on="2026-11-29", found="well"))


def test_the_volunteers_group_is_told_in_the_morning_and_once(desk: Desk, clock: MovableClock) -> None:
    told: dict[str, dict[str, str]] = {}

    class Group:
        def tell(self, key: str, response: str, values: object) -> bool:
            is_new = key not in told
            told[key] = dict(values)  # type: ignore[call-overload]
            return is_new

    units = desk.resources.units
    assert remind_visitors(Group(), units, clock) == 0
    begun(delivered(desk, "home_visit", None, details(often="一周一次")), desk.resources)
    clock.move(timedelta(days=4))
    assert [remind_visitors(Group(), units, clock) for _ in range(2)] == [1, 0]
    assert list(told.values()) == [{"count": "1", "late": "1"}]


async def test_a_warning_reaches_those_who_agreed_and_holds_no_number(desk: Desk, browsers: Browsers) -> None:
    delivered(desk, "warnings", None, details())
    staff = browsers.as_(Role.STAFF)
    form = {"kind": "heat", "until": "2026-11-25", "words": "下午别出门。"}
    assert "点过头的 1 位" in await staff.read("/desk/notices")
    for changes, said in (
        ({"words": ""}, "一句话"),
        ({"words": "有事打13800138000"}, "有号码"),
        ({"until": "2026-11-01"}, "日子不对"),
        ({"until": "x"}, "日子不对"),
    ):
        assert said in words_of(await staff.post("/desk/notices/add", **form | changes))
    assert (await staff.post("/desk/notices/add", **form)).status_code == 303
    assert "天要热起来了：下午别出门。" in await staff.read("/desk/calls")
    assert "下午别出门。 1" in await staff.read("/desk/notices")


async def test_a_grid_table_is_checked_taken_in_found_in_and_given_out(desk: Desk, browsers: Browsers) -> None:
    staff = browsers.as_(Role.STAFF)
    table = (
        "地方,网格,网格员,电话,从,到\n阳光小区,第一网格,周网格,13800138001,2026-01-01,\n花园新村,第二网格,吴网格,,,\n"
    )
    for text, said in (
        ("阳光小区", "第 1 行：一行要两格"),
        ("阳光小区,第一网格\n,第二网格", "第 2 行：地方和网格"),
        ("阳光小区,第一网格,周,1,明天,", "日子要写成"),
        ("阳光小区,第一网格,周,1,2026-02-01,2026-01-01", "前面了"),
    ):
        assert said in words_of(await staff.post("/desk/grid/check", table=text))
        assert said in words_of(await staff.post("/desk/grid/import", table=text))
    assert "核对：2 行" in words_of(await staff.post("/desk/grid/check", table=table))
    twice = await staff.post("/desk/grid/check", table=table + "阳光小区,第三网格,,,,\n")
    assert "写了两个网格" in words_of(twice)
    assert (await staff.post("/desk/grid/import", table=table)).status_code == 303
    assert "周网格" in await staff.read("/desk/grid?find=阳光")
    assert "没有找到" in await staff.read("/desk/grid?find=月亮")
    given = (await staff.get("/desk/grid/table.csv")).text
    assert "阳光小区,第一网格,周网格,13800138001,2026-01-01," in given
    stored = (desk.settings.exports[1].parent / "linban.db").read_bytes()
    assert "周网格".encode() not in stored and b"13800138001" not in stored
