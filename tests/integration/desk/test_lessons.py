"""Teaching and learning at the desk."""

from __future__ import annotations

import pytest

from actions.desk.model import Role
from actions.lessons.shelf import library
from channels.desk.desk import Desk
from tests.integration.desk.conftest import Browsers, words_of

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
