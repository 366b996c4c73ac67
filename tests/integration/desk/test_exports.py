"""Tables for departments: written down before they leave, and nobody's case twice unless it is asked for."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from actions.desk.model import Role
from actions.desk.ports import AuditFilter
from assistant.settings import Settings
from channels.desk.desk import Desk
from tests.integration.desk.clock import MovableClock
from tests.integration.desk.conftest import Browser, Browsers, words_of
from tests.integration.desk.filed import NAME, PHONE, delivered

pytestmark = pytest.mark.integration

OURS = """
id: ours
name: 本站的表
format: csv
services: [meal_service]
columns:
  - { heading: 办件号, value: number }
  - { heading: 姓名, value: answer.name }
"""


@pytest.fixture(autouse=True)
def own_template(settings: Settings, engine: Engine) -> Path:
    path = settings.home / "exports" / "ours.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(OURS, encoding="utf-8")
    return path


async def rows(browser: Browser, **fields: str) -> list[list[str]]:
    """What stands under the headings of the file."""
    response = await browser.post("/desk/exports/ours", **{"reason": "forward", "only_new": "1"} | fields)
    assert response.status_code == 200, response.text
    assert response.headers["content-disposition"].startswith("attachment")
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))[1:]


async def test_a_table_holds_new_cases_once(desk: Desk, browsers: Browsers) -> None:
    first, other, staff = delivered(desk), delivered(desk, "dibao"), browsers.as_(Role.STAFF)
    assert await rows(staff) == [[first.number, NAME]]
    assert await rows(staff) == []
    second = delivered(desk)
    assert await rows(staff) == [[second.number, NAME]]
    assert {number for number, _ in await rows(staff, only_new="")} == {first.number, second.number}
    assert other.number not in {number for number, _ in await rows(staff, only_new="")}


async def test_days_bound_a_table(desk: Desk, browsers: Browsers, clock: MovableClock) -> None:
    old = delivered(desk)
    clock.move(timedelta(days=10))
    new, staff = delivered(desk), browsers.as_(Role.STAFF)
    day = clock.today().isoformat()
    assert await rows(staff, since=day, only_new="") == [[new.number, NAME]]
    before = (clock.today() - timedelta(days=1)).isoformat()
    assert await rows(staff, until=before, only_new="") == [[old.number, NAME]]


async def test_every_case_that_left_is_written_down(desk: Desk, browsers: Browsers) -> None:
    case, staff = delivered(desk), browsers.as_(Role.STAFF)
    await rows(staff)
    with desk.units() as work:
        entries = work.audit.find(AuditFilter(action="exported"), 10)
    assert {(entry.note.subject, entry.note.reason) for entry in entries} == {
        ("ours", "1: 转给部门办理"),
        (case.number, "ours"),
    }


async def test_without_a_reason_nothing_leaves(desk: Desk, browsers: Browsers) -> None:
    delivered(desk)
    response = await browsers.as_(Role.STAFF).post("/desk/exports/ours", reason="")
    assert response.status_code == 422 and NAME not in response.text
    with desk.units() as work:
        assert work.audit.find(AuditFilter(action="exported"), 10) == []


async def test_volunteers_take_nothing_out(desk: Desk, browsers: Browsers) -> None:
    delivered(desk)
    response = await browsers.as_(Role.VOLUNTEER).post("/desk/exports/ours", reason="forward")
    assert response.status_code == 403 and NAME not in response.text


async def test_the_page_tells_what_would_leave(desk: Desk, browsers: Browsers) -> None:
    delivered(desk)
    page = await browsers.as_(Role.STAFF).read("/desk/exports")
    assert "本站的表" in page and "1 件还没导出" in page and "送餐登记表" in page
    assert NAME not in page and PHONE not in page


async def test_a_broken_template_is_told_of_and_stops_no_other(
    desk: Desk, browsers: Browsers, own_template: Path
) -> None:
    own_template.with_name("broken.yml").write_text("id: broken\n", encoding="utf-8")
    staff = browsers.as_(Role.STAFF)
    assert "broken.yml 写错了" in await staff.read("/desk/exports")
    refused = await staff.post("/desk/exports/broken", reason="forward")
    assert refused.status_code == 409 and "模板有错" in words_of(refused)
    assert (await staff.post("/desk/exports/nothing", reason="forward")).status_code == 404
