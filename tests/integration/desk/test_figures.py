"""The pages of figures and of learning: what stands on them is what happened, and nobody's name or number."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from actions.access.tokens import token_of
from actions.desk.model import Role
from actions.desk.ports import AuditFilter
from actions.events.model import Event, Kind
from actions.learning.folder import LearningFolder
from actions.learning.line import Use
from actions.learning.progress import Step, Training
from actions.learning.verdict import Figures
from actions.model import Need, NeedKind, session_reference
from channels.desk.desk import Desk
from tests.integration.desk.conftest import NOON, Browser, Browsers, browsers_at, join

pytestmark = pytest.mark.integration


def happened(desk: Desk, service: str, people: int, done: bool = True) -> None:
    """Visits about a service, all of them today."""
    with desk.units() as work:
        for person in range(people):
            about = (session_reference(f"{service}-{done}-{person}"), "kiosk", service)
            last = Kind.ANSWERED if done else Kind.FORM_GIVEN_UP
            for kind in (Kind.VISIT_STARTED, Kind.TURN, Kind.FORM_STARTED, last):
                detail = "phone" if kind is Kind.FORM_GIVEN_UP else "place"
                work.events.add(Event(NOON - timedelta(minutes=5), kind, *about, detail=detail, amount=100))
        work.commit()


def missed(desk: Desk, *said: str) -> None:
    """Lines that nobody understood."""
    with desk.units() as work:
        for number, text in enumerate(said):
            who = session_reference(f"missed-{number}")
            work.needs.add(Need(NeedKind.NOT_UNDERSTOOD, text, "kiosk", "oos", None, NOON, who))
        work.commit()


async def test_the_board_shows_the_share_that_was_done_with_both_its_numbers(desk: Desk, browsers: Browsers) -> None:
    happened(desk, "pension_cert", 3)
    happened(desk, "elder_card", 1, done=False)
    words = await browsers.as_(Role.VOLUNTEER).read("/desk/board")
    assert "75 % 一次办成率 3 / 4" in words
    assert "养老金认证" in words and "联系电话" in words


async def test_plots_are_pictures_whose_text_is_text(desk: Desk, browsers: Browsers) -> None:
    happened(desk, "pension_cert", 3)
    browser = browsers.as_(Role.VOLUNTEER)
    for path in ("/desk/board/weeks.svg", "/desk/board/services.svg", "/desk/board/stops.svg"):
        response = await browser.get(path)
        assert response.headers["content-type"].startswith("image/svg+xml")
        ElementTree.fromstring(response.content)
    services = (await browser.get("/desk/board/services.svg")).text
    assert "养老金认证" in services and "3 / 3" in services
    assert (await browser.get("/desk/board/other.svg")).status_code == 404


async def test_the_numbers_come_as_a_table_for_staff(desk: Desk, browsers: Browsers) -> None:
    happened(desk, "pension_cert", 3)
    path = "/desk/board/figures.csv?by=service"
    response = await browsers.as_(Role.STAFF).get(path)
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [(row["service"], row["done_part"], row["done_whole"]) for row in rows] == [
        ("all", "3", "3"),
        ("pension_cert", "3", "3"),
    ]
    assert (await browsers.as_(Role.VOLUNTEER).get(path)).status_code == 403


async def test_the_needs_of_four_people_are_nowhere(desk: Desk, browsers: Browsers) -> None:
    happened(desk, "pension_cert", 6)
    happened(desk, "id_card", 4)
    browser = browsers.as_(Role.VOLUNTEER)
    for by in ("topic", "week", "grid"):
        assert "身份证" not in await browser.read(f"/desk/needs?by={by}")
    happened(desk, "id_card", 6)
    assert "身份证" in await browser.read("/desk/needs")


async def test_the_weekly_report_is_of_one_whole_week(desk: Desk, browsers: Browsers) -> None:
    happened(desk, "pension_cert", 3)
    browser = browsers.as_(Role.STAFF)
    now = await browser.read(f"/desk/report?week={NOON.date()}")
    assert "11 月 23 日（周一）到 11 月 29 日（周日）" in now and "100 %" in now
    assert "这一周没有人来过" in await browser.read("/desk/report")
    assert (await browser.get("/desk/report?week=0001-01-01")).status_code == 200
    assert (await browser.get(f"/desk/report/services.svg?week={NOON.date()}")).status_code == 200


@pytest.fixture
def learning(desk: Desk, tmp_path: Path) -> LearningFolder:
    return LearningFolder(tmp_path / "learning")


class Bench:
    """Stands in for the training in the background."""

    def __init__(self) -> None:
        self.training: Training | None = None

    def start(self) -> bool:
        if self.training is not None and not self.training.step.is_over:
            return False
        self.training = Training(NOON, Step.TRAINING, 1, 1)
        return True

    def current(self) -> Training | None:
        return self.training


def taught(desk: Desk, learning: LearningFolder, bench: Bench, role: Role = Role.STAFF) -> Browser:
    """A browser of a desk at which things can be taught."""
    return browsers_at(replace(desk, learning=learning, trainer=bench)).as_(role)


async def test_a_miss_becomes_a_training_line_and_is_gone_from_the_page(desk: Desk, learning: LearningFolder) -> None:
    missed(desk, "那个脸认证咋个弄", "脸认证咋个搞法", "电梯坏了找谁")
    browser = taught(desk, learning, Bench())
    assert "相近的 1 句" in await browser.read("/desk/misses")
    told = {"text": "脸认证咋个弄", "label": "svc.pension_cert", "aspect": "steps", "use": "training"}
    response = await browser.post("/desk/misses/decide", said="那个脸认证咋个弄", **told)
    assert response.headers["location"] == "/desk/misses?done=taught"
    (line,) = learning.training()
    assert (line.text, line.label, line.aspect) == ("脸认证咋个弄", "svc.pension_cert", "steps")
    words = await browser.read("/desk/misses")
    assert "那个脸认证咋个弄" not in words and "电梯坏了找谁" in words and "教过的话 1 句" in words
    with desk.units() as work:
        (entry,) = work.audit.find(AuditFilter(action="taught"), 5)
    assert entry.note.subject == "svc.pension_cert"


async def test_a_line_with_something_of_anybody_is_sent_back(desk: Desk, learning: LearningFolder) -> None:
    missed(desk, "我叫李桂芳电话*******8000想问问")
    browser = taught(desk, learning, Bench())
    told = {"text": "我叫李桂芳电话*******8000想问问", "label": "dlg.greet", "use": "training"}
    response = await browser.post("/desk/misses/decide", **told)
    words = await browser.read(response.headers["location"])
    assert "没有保存" in words and "像是有人名" in words
    assert learning.training() == ()


async def test_what_was_decided_goes_out_as_files_of_the_project(desk: Desk, learning: LearningFolder) -> None:
    browser = taught(desk, learning, Bench())
    for use in (Use.TRAINING, Use.REGRESSION, Use.NEED):
        await browser.post("/desk/misses/decide", text="脸认证咋个弄", label="svc.pension_cert", use=use.value)
    response = await browser.get("/desk/misses/export.zip")
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert "nlu_data/nlu/svc.pension_cert.yml" in archive.namelist()


@pytest.mark.parametrize("told", [{"label": "no.such"}, {"use": "no_such"}])
async def test_what_is_no_label_or_use_is_refused(desk: Desk, learning: LearningFolder, told: dict[str, str]) -> None:
    fields = {"text": "脸认证", "label": "dlg.greet", "use": "training"} | told
    assert (await taught(desk, learning, Bench()).post("/desk/misses/decide", **fields)).status_code == 422
    assert learning.training() == ()


async def test_one_training_at_a_time_and_its_verdict_is_shown(desk: Desk, learning: LearningFolder) -> None:
    bench = Bench()
    browser = taught(desk, learning, bench)
    assert (await browser.post("/desk/misses/train")).status_code == 303
    assert (await browser.post("/desk/misses/train")).status_code == 409
    assert "正在训练" in await browser.read("/desk/misses")
    assert bench.training is not None
    before, after = Figures(0.9, 0, 1, 0), Figures(0.95, 1, 1, 0)
    bench.training = bench.training.at(Step.KEPT, before=before, after=after, objections=("safety",), ended=NOON)
    words = await browser.read("/desk/misses")
    assert "原来的更好，没有换" in words and "漏掉的险情多了" in words and "95.00 %" in words


async def test_a_token_is_shown_once_and_taken_back(desk: Desk, browsers: Browsers) -> None:
    browser = browsers.as_(Role.ADMINISTRATOR)
    page = await browser.post("/desk/access/new", name="区平台", scopes="cases")
    secret = next(word for word in page.text.replace("<", " ").replace(">", " ").split() if word.startswith("linban_"))
    token = token_of(secret, desk.units, desk.resources.clock)
    assert token is not None and token.name == "区平台"
    assert secret not in await browser.read("/desk/access")
    await browser.post(f"/desk/access/{token.id}/revoke")
    assert token_of(secret, desk.units, desk.resources.clock) is None


async def test_a_token_to_names_wants_its_services(desk: Desk, browsers: Browsers) -> None:
    browser = browsers.as_(Role.ADMINISTRATOR)
    assert (await browser.post("/desk/access/new", name="区平台", scopes="identities")).status_code == 422
    named = await browser.post("/desk/access/new", name="区平台", scopes="identities", services="id_card")
    assert "linban_" in named.text
    assert join(desk, Role.STAFF)
