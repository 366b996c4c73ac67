"""Administrators let people in, change what they may do, and put them out: at once, wherever they are."""

from __future__ import annotations

import re

import pytest

from actions.desk.model import Role
from channels.desk.desk import Desk
from tests.integration.desk.conftest import PASSWORD, Browser, Browsers, join, words_of

pytestmark = pytest.mark.integration


async def is_in(browser: Browser) -> bool:
    return (await browser.get("/desk/")).status_code == 200


async def test_somebody_new_is_invited_and_joins(desk: Desk, browsers: Browsers) -> None:
    boss, new = browsers.as_(Role.ADMINISTRATOR), browsers.open()
    page = await boss.post("/desk/accounts/invite", role="staff")
    link = re.findall(r"http://127\.0\.0\.1(/desk/invite/[\w-]{43})", page.text)
    assert len(set(link)) == 1
    assert link[0] not in (await boss.get("/desk/accounts")).text
    await new.post(link[0], name="钱多多", password=PASSWORD, again=PASSWORD)
    assert "钱多多" in await new.read("/desk/") and "工作人员" in await new.read("/desk/welcome")
    assert "钱多多" in await boss.read("/desk/accounts")


async def test_a_link_lets_somebody_back_in_with_a_new_password(desk: Desk, browsers: Browsers) -> None:
    boss, who, pin = browsers.as_(Role.ADMINISTRATOR), join(desk, Role.VOLUNTEER), desk.entrance.new_pin("")
    page = await boss.post(f"/desk/accounts/{who.account.id}/link")
    link = re.findall(r"/desk/invite/[\w-]{43}", page.text)[0]
    browser = browsers.open()
    assert "进入服务台" in await browser.read(link)
    assert (await browser.post(link, password="短")).status_code == 422
    assert (await browser.post(link, password="院子里的柿子红了一树")).headers["location"] == "/desk/"
    assert await is_in(browser)
    assert (await browsers.open().post(link)).status_code == 404
    fields = {"number": who.account.number, "pin": pin}
    assert (await browsers.open().post("/desk/login", **fields, password="院子里的柿子红了一树")).status_code == 303
    assert (await browsers.open().post("/desk/login", **fields, password=PASSWORD)).status_code == 403


async def test_out_of_use_is_out_at_once(desk: Desk, browsers: Browsers) -> None:
    boss, who, pin = browsers.as_(Role.ADMINISTRATOR), join(desk, Role.VOLUNTEER), desk.entrance.new_pin("")
    tablet = browsers.open(who)
    link = desk.entrance.invite(Role.VOLUNTEER, "tests", who.account.id)
    assert await is_in(tablet)
    assert (await boss.post(f"/desk/accounts/{who.account.id}/disable")).status_code == 303
    assert not await is_in(tablet)
    fields = {"number": who.account.number, "password": PASSWORD, "pin": pin}
    assert (await browsers.open().post("/desk/login", **fields)).status_code == 403
    assert (await browsers.open().post(f"/desk/invite/{link}")).status_code == 404
    assert (await boss.post(f"/desk/accounts/{who.account.id}/enable")).status_code == 303
    assert (await browsers.open().post("/desk/login", **fields)).status_code == 303
    assert not await is_in(tablet)


async def test_sessions_are_ended_everywhere(desk: Desk, browsers: Browsers) -> None:
    boss, who = browsers.as_(Role.ADMINISTRATOR), join(desk, Role.VOLUNTEER)
    tablet = browsers.open(who)
    assert (await boss.post(f"/desk/accounts/{who.account.id}/end")).status_code == 303
    assert not await is_in(tablet) and await is_in(boss)


async def test_another_role_counts_from_the_next_click_on(desk: Desk, browsers: Browsers) -> None:
    boss, who = browsers.as_(Role.ADMINISTRATOR), join(desk, Role.VOLUNTEER)
    tablet = browsers.open(who)
    assert (await tablet.get("/desk/audit")).status_code == 403
    await boss.post(f"/desk/accounts/{who.account.id}/role", role="staff")
    assert (await tablet.get("/desk/audit")).status_code == 200
    await boss.post(f"/desk/accounts/{who.account.id}/role", role="volunteer")
    assert (await tablet.get("/desk/audit")).status_code == 403
    assert (await boss.post(f"/desk/accounts/{who.account.id}/role", role="king")).status_code == 422


async def test_the_last_administrator_stays(desk: Desk, browsers: Browsers) -> None:
    boss = browsers.as_(Role.ADMINISTRATOR)
    assert boss.who is not None
    mine = f"/desk/accounts/{boss.who.account.id}"
    for change, fields in (("disable", {}), ("role", {"role": "staff"})):
        refused = await boss.post(f"{mine}/{change}", **fields)
        assert refused.status_code == 409 and "最后一位管理员" in words_of(refused)
    join(desk, Role.ADMINISTRATOR)
    assert (await boss.post(f"{mine}/role", role="staff")).status_code == 303


async def test_a_new_pin_is_shown_once_and_ends_the_old_one(desk: Desk, browsers: Browsers) -> None:
    boss, who, old = browsers.as_(Role.ADMINISTRATOR), join(desk, Role.STAFF), desk.entrance.new_pin("")
    page = await boss.post("/desk/accounts/pin")
    new = re.findall(r">(\d{6})<", page.text)[0]
    assert f">{new}<" not in (await boss.get("/desk/accounts")).text
    for pin, status in ((old, 403), (new, 303)):
        fields = {"number": who.account.number, "password": PASSWORD, "pin": pin}
        assert (await browsers.open().post("/desk/login", **fields)).status_code == status


async def test_nobody_of_that_name(browsers: Browsers) -> None:
    boss = browsers.as_(Role.ADMINISTRATOR)
    for change in ("disable", "enable", "end", "link", "marry"):
        assert (await boss.post(f"/desk/accounts/{'0' * 32}/{change}")).status_code == 404


async def test_ones_own_password_is_changed_by_whoever_knows_the_old_one(desk: Desk, browsers: Browsers) -> None:
    who, pin, new = join(desk, Role.VOLUNTEER), desk.entrance.new_pin(""), "院子里的柿子红了一树"
    here = browsers.open(who)
    fields = {"number": who.account.number, "pin": pin}
    tablet = browsers.open()
    assert (await tablet.post("/desk/login", **fields, password=PASSWORD)).status_code == 303
    for told, form in (
        ("原来的密码不对", {"old": "不是这个密码啊啊", "password": new, "again": new}),
        ("两次密码不一样", {"old": PASSWORD, "password": new, "again": PASSWORD}),
        ("至少十个字", {"old": PASSWORD, "password": "短", "again": "短"}),
    ):
        refused = await here.post("/desk/me/password", **form)
        assert refused.status_code == 422 and told in words_of(refused)
    assert await is_in(tablet)
    changed = await here.post("/desk/me/password", old=PASSWORD, password=new, again=new)
    assert changed.status_code == 303
    assert await is_in(here) and not await is_in(tablet)
    assert (await browsers.open().post("/desk/login", **fields, password=PASSWORD)).status_code == 403
    assert (await browsers.open().post("/desk/login", **fields, password=new)).status_code == 303


async def test_a_borrowed_tablet_does_not_help_to_guess_the_password(desk: Desk, browsers: Browsers) -> None:
    here = browsers.as_(Role.VOLUNTEER)
    form = {"password": "院子里的柿子红了一树", "again": "院子里的柿子红了一树"}
    told = [words_of(await here.post("/desk/me/password", old=f"第{n}次猜的密码", **form)) for n in range(5)]
    assert "原来的密码不对" in told[0] and "秒再试" in told[-1]
