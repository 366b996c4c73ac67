"""Votes and points at the desk, as whoever works there does them."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from actions.cases.model import Case, Details, Mark, Told
from actions.desk.model import Role
from actions.points.booking import card_for
from actions.votes.casting import cast
from channels.desk.desk import Desk
from tests.integration.desk.clock import MovableClock
from tests.integration.desk.conftest import Browser, Browsers, words_of
from tests.integration.desk.filed import delivered

pytestmark = pytest.mark.integration

ID_NUMBER = "11010519491231002X"
PHONE = "13800138000"


async def put(browser: Browser, **changes: str) -> tuple[str, list[str]]:
    """A vote opened: its id, and the numbers on its papers."""
    form = {"title": "楼道先装什么", "options": "扶手\n路灯\n", "electorate": "三号楼住户", "ballots": "6"}
    shown = await browser.post("/desk/votes/open", **form | {"last_day": "2026-11-30"} | changes)
    assert shown.status_code == 200, words_of(shown)
    papers = [number.replace(" ", "") for number in re.findall(r"<strong>(\d{4} \d{4})</strong>", shown.text)]
    found = re.search(r"/votes/(\w{32})/paper", (await browser.get("/desk/votes")).text)
    assert found
    return found[1], papers


async def test_a_vote_from_opening_to_the_count_anybody_can_repeat(
    desk: Desk, browsers: Browsers, clock: MovableClock
) -> None:
    staff = browsers.as_(Role.STAFF)
    vote, papers = await put(staff)
    assert len(papers) == 6
    assert papers[0] not in await staff.read("/desk/votes"), "the numbers are shown once"
    assert (
        await browsers.as_(Role.VOLUNTEER).post(f"/desk/votes/{vote}/paper", id_number=ID_NUMBER)
    ).status_code == 303
    again = await staff.post(f"/desk/votes/{vote}/paper", id_number=ID_NUMBER)
    assert "已经领过" in words_of(again)
    parts = desk.resources
    for paper, choice in zip(papers, ("扶手", "扶手", "路灯"), strict=False):
        cast(paper, choice, parts.units, parts.clock, parts.digest)
    assert "不显示票数" in await staff.read("/desk/votes")
    assert (await staff.post(f"/desk/votes/{vote}/count")).status_code == 409
    clock.move(timedelta(days=8))
    staff = browsers.as_(Role.STAFF)
    assert (await staff.post(f"/desk/votes/{vote}/count")).status_code == 303
    assert re.search(r"扶手 2 2 .*路灯 1 1", await staff.read("/desk/votes"))
    export = json.loads((await browsers.open().get("/desk/ledger.json")).text)
    assert [entry["kind"] for entry in export["entries"]].count("vote.ballot") == 3
    assert ID_NUMBER not in json.dumps(export) and ID_NUMBER[-4:] not in await staff.read("/desk/audit")


@pytest.mark.parametrize(
    "changes", [{"options": "一个"}, {"ballots": "0"}, {"ballots": "9999"}, {"last_day": "2026-11-01"}, {"title": ""}]
)
async def test_a_question_nobody_could_answer_is_refused_with_a_sentence(
    browsers: Browsers, changes: dict[str, str]
) -> None:
    form = {"title": "问", "options": "扶手\n路灯", "electorate": "住户", "ballots": "6", "last_day": "2026-11-30"}
    response = await browsers.as_(Role.STAFF).post("/desk/votes/open", **form | changes)
    assert response.status_code == 400 and 'role="alert"' in response.text


async def test_a_wrong_identity_number_draws_no_paper(browsers: Browsers) -> None:
    staff = browsers.as_(Role.STAFF)
    vote, _ = await put(staff)
    response = await staff.post(f"/desk/votes/{vote}/paper", id_number="110105194912310021")
    assert response.status_code == 400 and "身份证号不对" in words_of(response)


async def card_of(browser: Browser) -> str:
    made = await browser.post("/desk/points/card", name="赵玉梅", phone=PHONE)
    return made.headers["location"].rsplit("/", 1)[-1]


async def test_points_are_given_once_and_redeemed_after_two_yeses(browsers: Browsers) -> None:
    staff = browsers.as_(Role.STAFF)
    card = await card_of(staff)
    given = {"reason": "accompany", "occasion": "11月20日 陪张阿姨去医院"}
    assert (await staff.post(f"/desk/points/{card}/give", **given)).status_code == 303
    assert "没有重复记" in words_of(await staff.post(f"/desk/points/{card}/give", **given))
    asked = await staff.post(f"/desk/points/{card}/redeem", points="4", what="香皂")
    assert "念给本人听：用 4 分换香皂" in words_of(asked)
    without = await staff.post(f"/desk/points/{card}/redeemed", points="4", what="香皂", once="1")
    assert without.status_code == 400
    taken = {"points": "4", "what": "香皂", "once": "1", "agreed": "yes"}
    assert (await staff.post(f"/desk/points/{card}/redeemed", **taken)).status_code == 303
    assert (await staff.post(f"/desk/points/{card}/redeemed", **taken)).status_code == 400, "twice is once"
    page = await staff.read(f"/desk/points/{card}")
    assert "6 分" in page and "赵玉梅" not in page


async def test_a_volunteer_moves_no_points(browsers: Browsers) -> None:
    card = await card_of(browsers.as_(Role.VOLUNTEER))
    volunteer = browsers.as_(Role.VOLUNTEER)
    given = await volunteer.post(f"/desk/points/{card}/give", reason="lesson", occasion="防骗第一课")
    assert given.status_code == 403


async def test_a_number_of_no_card_is_told_so(browsers: Browsers) -> None:
    staff = browsers.as_(Role.STAFF)
    for number in ("1234", "12345678"):
        assert "没有这张卡" in words_of(await staff.get(f"/desk/points?number={number}"))


async def test_an_adopted_suggestion_earns_points_for_the_card_its_writer_told(desk: Desk, browsers: Browsers) -> None:
    parts = desk.resources
    card = card_for("王秀英", PHONE, parts.units, parts.clock, parts.lookup).card
    told = (Told("what", "text", "您的主意", "楼下装个凳子", ""), Told("card", "text", "积分卡号", card, ""))
    for number, points in ((1, 20), (2, 40), (3, 60), (4, 60)):
        case = delivered(desk, "suggestion", details=Details("self", told))
        browser = browsers.as_(Role.STAFF)
        assert "采纳了" in await browser.read(f"/desk/cases/{case.number}")
        seen = {"seen": str(len(marks_of(desk, case)))}
        await browser.post(f"/desk/cases/{case.number}/answered", **seen, words="采纳了，下月装。", adopted="yes")
        assert f"{points} 分" in await browser.read(f"/desk/points/{card}"), number


def marks_of(desk: Desk, case: Case) -> list[Mark]:
    with desk.units() as work:
        return list(work.cases.marks(case.id))
