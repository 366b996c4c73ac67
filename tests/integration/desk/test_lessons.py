"""Teaching and learning at the desk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from actions.bundles.lessons import LessonSharing
from actions.bundles.packing import pack, unpack
from actions.bundles.station import Shelves
from actions.desk.model import Role
from actions.lessons.shelf import library
from actions.points.booking import card_for
from assistant.settings import Settings
from channels.desk.desk import Desk
from channels.desk.page import csrf_token
from tests.integration.desk.conftest import BASE, Browser, Browsers, words_of

pytestmark = pytest.mark.integration


@pytest.mark.parametrize("lesson", library())
async def test_every_lesson_has_its_step_cards(browsers: Browsers, lesson: str) -> None:
    page = await browsers.as_(Role.VOLUNTEER).read(f"/desk/lessons/{lesson}")
    assert all(step.say in page for step in library()[lesson].steps)


async def test_what_was_learned_is_kept_with_the_next_day_and_no_name_shown(browsers: Browsers) -> None:
    volunteer = browsers.as_(Role.VOLUNTEER)
    kept = {"name": "王秀英", "phone": "13800138000", "learned": "yes", "next_on": "2026-12-01"}
    assert (await volunteer.post("/desk/lessons/video_call/record", **kept)).status_code == 303
    page = await volunteer.read("/desk/lessons")
    assert "2026-12-01" in page and "王**" in page and "王秀英" not in page and "学会了" in page


async def test_a_volunteer_passes_the_course_by_right_answers_only(browsers: Browsers) -> None:
    volunteer = browsers.as_(Role.VOLUNTEER)
    quiz = library()["listening"].quiz
    wrong = {f"answer-{place}": one.choices[1] for place, one in enumerate(quiz)}
    told = words_of(await volunteer.post("/desk/lessons/listening/answers", **wrong))
    assert "再想想" in told and quiz[0].why in told
    assert "还有 5 课" in await volunteer.read("/desk/lessons")
    right = {f"answer-{place}": one.right for place, one in enumerate(quiz)}
    assert (await volunteer.post("/desk/lessons/listening/answers", **right)).status_code == 303
    page = await volunteer.read("/desk/lessons")
    assert "还有 4 课" in page and "已通过" in page
    assert "还有 5 课" in await browsers.as_(Role.VOLUNTEER).read("/desk/lessons"), "each for themselves"


async def test_hours_add_up_to_a_certificate(browsers: Browsers) -> None:
    volunteer = browsers.as_(Role.VOLUNTEER)
    for hours in ("1.5", "2"):
        sent = await volunteer.post("/desk/lessons/hours/add", on="2026-11-20", hours=hours, what="教手机")
        assert sent.status_code == 303
    page = await volunteer.read("/desk/lessons/hours/certificate")
    assert "3.5 小时" in page and "赵敏" in page


@pytest.mark.parametrize(
    "given", [{"hours": "0"}, {"hours": "13"}, {"hours": "x"}, {"hours": "nan"}, {"on": "2027-01-01"}, {"what": ""}]
)
async def test_hours_nobody_could_give_are_refused(browsers: Browsers, given: dict[str, str]) -> None:
    sent = {"on": "2026-11-20", "hours": "2", "what": "教手机"} | given
    response = await browsers.as_(Role.VOLUNTEER).post("/desk/lessons/hours/add", **sent)
    assert response.status_code == 400 and 'role="alert"' in response.text


async def test_an_unknown_lesson_is_not_found(browsers: Browsers) -> None:
    assert (await browsers.as_(Role.VOLUNTEER).get("/desk/lessons/nothing")).status_code == 404


async def test_records_are_closed_on_the_disk_and_go_when_they_are_old(desk: Desk, browsers: Browsers) -> None:
    volunteer = browsers.as_(Role.VOLUNTEER)
    await volunteer.post("/desk/lessons/video_call/record", name="王秀英", phone="13800138000")
    today = desk.resources.clock.today()
    with desk.resources.units() as work:
        assert work.volunteering.forget_before(today) == 0
        assert work.volunteering.forget_before(today.replace(year=today.year + 1)) == 1


async def test_hours_that_somebody_else_confirms_bring_points_and_nobody_confirms_their_own(
    desk: Desk, browsers: Browsers
) -> None:
    parts = desk.resources
    card = card_for("王秀英", "13800138000", parts.units, parts.clock, parts.lookup).card
    volunteer, staff = browsers.as_(Role.VOLUNTEER), browsers.as_(Role.STAFF)
    form = {"on": "2026-11-23", "hours": "2.5", "what": "教手机"}
    assert "卡号不对" in words_of(await volunteer.post("/desk/lessons/hours/add", **form, card="12345678"))
    assert (await volunteer.post("/desk/lessons/hours/add", **form, card=card)).status_code == 303
    await staff.post("/desk/lessons/hours/add", **form)
    with parts.units() as work:
        mine, theirs = sorted(work.volunteering.unconfirmed(), key=lambda one: one.card is None)
    assert (await volunteer.post(f"/desk/lessons/hours/{mine.id}/confirm")).status_code == 403
    assert (await staff.post(f"/desk/lessons/hours/{theirs.id}/confirm")).status_code == 409
    assert "等您核对" in await staff.read("/desk/lessons/hours")
    assert (await staff.post(f"/desk/lessons/hours/{mine.id}/confirm")).status_code == 303
    assert (await staff.post(f"/desk/lessons/hours/{mine.id}/confirm")).status_code == 409
    assert "10 分" in await staff.read(f"/desk/points/{card}")
    assert "核对过了" in await volunteer.read("/desk/lessons/hours")


async def send(browser: Browser, file: bytes, key: str = "") -> str:
    assert browser.who is not None
    fields = {"csrf": csrf_token(browser.who.secret), "key": key}
    files = {"file": ("lessons.zip", file, "application/zip")}
    response = await browser.client.post("/desk/sharing/take", data=fields, files=files, headers={"origin": BASE})
    return response.headers.get("location") or words_of(response)


async def test_lessons_go_from_one_station_to_another_checked_as_a_whole(
    desk: Desk, browsers: Browsers, settings: Settings, tmp_path: Path
) -> None:
    shelves = Shelves(settings.catalogue, settings.lessons, settings.voices)
    object.__setattr__(desk, "sharing", LessonSharing(shelves, b"k" * 32, settings.trusted_stations))
    there = LessonSharing(replace(shelves, lessons=tmp_path / "there"), b"t" * 32, tmp_path / "trusted.txt")
    taxi = tmp_path / "there" / "phone" / "taxi.yml"
    taxi.parent.mkdir(parents=True)
    taxi.write_text("title: 叫车\nnames: [叫车]\nsteps:\n- say: 打开叫车的图。\n", encoding="utf-8")
    staff = browsers.as_(Role.STAFF)
    assert "还没有自己的课" in await staff.read("/desk/sharing")
    assert (await staff.get("/desk/sharing/lessons.zip")).status_code == 404
    assert "does not trust" in await send(staff, there.give())
    assert "no bundle" in await send(staff, b"not a bundle")
    mixed = pack({"lessons/phone/taxi.yml": b"", "voices/a/b.wav": b""}, b"t" * 32)
    assert "more than lessons" in await send(staff, mixed, there.public)
    broken = pack({"lessons/phone/taxi.yml": "title: 叫车\nsteps: []\n".encode()}, b"t" * 32)
    assert "does not fit" in await send(staff, broken, there.public)
    assert "taxi" not in desk.resources.lessons
    assert "lessons_imported" in await send(staff, there.give(), there.public)
    assert desk.resources.lessons["taxi"].title == "叫车"
    assert "叫车" in await staff.read("/desk/lessons/taxi")
    assert unpack((await staff.get("/desk/sharing/lessons.zip")).content).of("lessons") == {
        "phone/taxi.yml": taxi.read_bytes()
    }
    assert (await browsers.as_(Role.VOLUNTEER).get("/desk/sharing")).status_code == 403
