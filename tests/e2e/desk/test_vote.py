"""A vote in a real browser, from the question to a count that the browser itself repeats."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from actions.bootstrap import WallClock
from actions.desk.model import Role
from channels.desk.doorkeeper import COOKIE
from tests.e2e.desk.conftest import Served
from tests.integration.desk.conftest import PASSWORD
from tests.unit.actions.conversation import Conversation

pytestmark = pytest.mark.e2e

ID_NUMBER = "11010519491231002X"
NOW = WallClock.now


def later(self: WallClock) -> datetime:
    return NOW(self) + timedelta(days=9)


def open_vote(page: Page, served: Served) -> list[str]:
    """The question put by the staff: the numbers of its papers."""
    page.goto(f"{served.url}/desk/votes")
    page.get_by_label("问什么").fill("楼道先装什么")
    page.get_by_label("选项，一行一个").fill("装扶手\n装路灯")
    page.get_by_label("谁可以投").fill("三号楼的住户")
    page.get_by_label("印多少张选票").fill("7")
    page.get_by_label("最后一天").fill((NOW(WallClock()) + timedelta(days=7)).date().isoformat())
    page.get_by_role("button", name="出题，打印选票").click()
    return [text.replace(" ", "") for text in page.locator(".papers strong").all_inner_texts()]


def say_ballot(served: Served, paper: str, choice: str) -> str:
    """Somebody votes by voice, hears their choice and says yes to it: the receipt they leave with."""
    visit = Conversation(served.desk.resources)
    visit.hear("我要投票", "meta.vote")
    visit.hear(paper, "unsure")
    (sure,) = visit.hear(choice, "unsure")
    assert choice in sure.text
    (done,) = visit.hear("确定", "dlg.affirm")
    assert done.card is not None
    return str(done.card["items"][0]["text"])


def test_a_vote_from_its_opening_to_a_count_that_anybody_repeats(
    served: Served, browser: Browser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = served.page(browser, Role.STAFF)
    papers = open_vote(page, served)
    assert len(papers) == 7
    page.goto(f"{served.url}/desk/votes")
    page.get_by_label("领票人的身份证号").fill(ID_NUMBER)
    page.get_by_role("button", name="登记领票").click()
    assert "已登记" in page.locator(".done").inner_text()
    choices = ("装扶手", "装路灯", "装扶手", "装扶手", "装扶手", "装路灯")
    receipts = [say_ballot(served, paper, choice) for paper, choice in zip(papers, choices, strict=False)]

    monkeypatch.setattr(WallClock, "now", later)
    staff = served.desk.entrance.join(served.desk.entrance.invite(Role.STAFF, "tests"), "何平", PASSWORD)
    page.context.add_cookies([{"name": COOKIE, "value": staff.secret, "url": f"{served.url}/desk"}])
    page.goto(f"{served.url}/desk/votes")
    page.get_by_role("button", name="现在数票").click()
    assert "结果已经写进公开账本" in page.locator(".done").inner_text()

    anybody = served.page(browser, None)
    anybody.goto(f"{served.url}/desk/ledger")
    anybody.wait_for_selector("#verdict.done")
    assert "账是完整的" in anybody.locator("#verdict").inner_text()
    assert (
        "装扶手：4" in anybody.locator("#votes").inner_text() and "装路灯：2" in anybody.locator("#votes").inner_text()
    )
    anybody.get_by_label("回执号").fill(receipts[0])
    anybody.get_by_role("button", name="查").click()
    assert "在账里" in anybody.locator("#receipt-answer").inner_text()
    assert anybody.evaluate("document.documentElement.scrollWidth <= innerWidth")

    export = json.loads(anybody.request.get(f"{served.url}/desk/ledger.json").text())
    opened = export["entries"][-1]["body"]["opened"]
    opened[0]["choice"] = "装路灯" if opened[0]["choice"] == "装扶手" else "装扶手"
    forged = tmp_path / "forged.json"
    forged.write_text(json.dumps(export, ensure_ascii=False), encoding="utf-8")
    anybody.get_by_label("选一个文件").set_input_files(forged)
    anybody.wait_for_selector("#verdict.problem")
    assert "内容改过" in anybody.locator("#faults").inner_text()
