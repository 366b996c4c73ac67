"""Coming in and going out: what lets somebody in, what keeps others out, and how long it lasts."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx
import pytest

from actions.desk.entrance import NotLetIn
from actions.desk.model import IDLE, INVITED_FOR, LONGEST, Role
from actions.desk.ports import AuditFilter
from assistant.settings import Settings
from channels.desk.desk import Desk
from channels.desk.doorkeeper import COOKIE
from tests.integration.desk.clock import MovableClock
from tests.integration.desk.conftest import PASSWORD, Browser, Browsers, join, words_of

pytestmark = pytest.mark.integration


async def sign_in(browser: Browser, number: str, pin: str, password: str = PASSWORD) -> httpx.Response:
    return await browser.post("/desk/login", number=number, password=password, pin=pin)


def is_in(response: httpx.Response) -> bool:
    return response.status_code == 303 and COOKIE in response.headers.get("set-cookie", "")


async def test_a_link_lets_one_person_in_once(desk: Desk, browsers: Browsers) -> None:
    secret = desk.entrance.invite(Role.VOLUNTEER)
    first, second = browsers.open(), browsers.open()
    assert "志愿者" in await first.read(f"/desk/invite/{secret}")
    form = {"name": "赵敏", "password": PASSWORD, "again": PASSWORD}
    assert is_in(await first.post(f"/desk/invite/{secret}", **form))
    assert "赵敏" in await first.read("/desk/")
    refused = await second.post(f"/desk/invite/{secret}", **form)
    assert refused.status_code == 404 and "链接已失效" in words_of(refused)
    assert (await second.get("/desk/")).status_code == 303


def test_of_many_who_use_a_link_at_once_one_gets_in(desk: Desk) -> None:
    secret = desk.entrance.invite(Role.VOLUNTEER)

    def join_by_it(name: str) -> bool:
        try:
            desk.entrance.join(secret, name, PASSWORD)
        except NotLetIn:
            return False
        return True

    with ThreadPoolExecutor(8) as many:
        assert sum(many.map(join_by_it, "赵钱孙李周吴郑王")) == 1
    with desk.units.reading() as work:
        assert len(work.accounts.all()) == 1


async def test_a_link_is_good_for_two_days(desk: Desk, browsers: Browsers, clock: MovableClock) -> None:
    secret = desk.entrance.invite(Role.VOLUNTEER)
    clock.move(INVITED_FOR)
    assert (await browsers.open().get(f"/desk/invite/{secret}")).status_code == 404


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": "", "password": PASSWORD, "again": PASSWORD}, "怎么称呼您"),
        ({"name": "赵敏", "password": PASSWORD, "again": PASSWORD + "了"}, "两次密码不一样"),
        ({"name": "赵敏", "password": "短", "again": "短"}, "至少十个字"),
        ({"name": "赵敏", "password": "啊" * 20, "again": "啊" * 20}, "至少十个字"),
    ],
)
async def test_a_slip_in_the_form_does_not_use_the_link_up(
    desk: Desk, browsers: Browsers, fields: dict[str, str], told: str
) -> None:
    secret, browser = desk.entrance.invite(Role.VOLUNTEER), browsers.open()
    refused = await browser.post(f"/desk/invite/{secret}", **fields)
    assert refused.status_code == 422 and told in words_of(refused)
    form = {"name": "赵敏", "password": PASSWORD, "again": PASSWORD}
    assert is_in(await browser.post(f"/desk/invite/{secret}", **form))


async def test_number_password_and_pin_let_in_together(desk: Desk, browsers: Browsers) -> None:
    account, pin = join(desk, Role.STAFF).account, desk.entrance.new_pin("")
    browser = browsers.open()
    wrong_pin = "000000" if pin != "000000" else "000001"
    for number, password, tried in (
        (account.number, "不是这个密码", pin),
        (account.number, PASSWORD, wrong_pin),
        ("0000", PASSWORD, pin),
    ):
        refused = await browsers.open(address=f"10.0.0.{len(tried + password)}").post(
            "/desk/login", number=number, password=password, pin=tried
        )
        assert refused.status_code == 403 and "编号、密码或驿站口令不对" in words_of(refused)
    assert is_in(await sign_in(browser, account.number, pin))


async def test_without_a_pin_no_password_lets_in(desk: Desk, browsers: Browsers) -> None:
    account = join(desk, Role.STAFF).account
    assert not is_in(await sign_in(browsers.open(), account.number, ""))


async def test_the_cookie_is_kept_from_scripts_and_from_other_sites(desk: Desk, browsers: Browsers) -> None:
    account, pin = join(desk, Role.STAFF).account, desk.entrance.new_pin("")
    cookie = (await sign_in(browsers.open(), account.number, pin)).headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and "path=/desk" in cookie
    assert "secure" not in cookie
    browser = browsers.open()
    browser.client.base_url = httpx.URL("https://127.0.0.1")
    response = await browser.client.post(
        "/desk/login",
        data={"number": account.number, "password": PASSWORD, "pin": pin},
        headers={"origin": "https://127.0.0.1"},
    )
    assert "; secure" in response.headers["set-cookie"].lower()


def test_nothing_that_opens_the_desk_stands_in_the_store(desk: Desk, settings: Settings) -> None:
    secret, pin, who = desk.entrance.invite(Role.STAFF), desk.entrance.new_pin(""), join(desk, Role.STAFF, "钱多多")
    kept = b"".join(path.read_bytes() for path in settings.home.glob("linban.db*"))
    assert kept
    for told in (secret, who.secret, PASSWORD, "钱多多"):
        assert told.encode() not in kept
    assert re.search(rb"(?<!\d)" + pin.encode() + rb"(?!\d)", kept) is None


async def test_guessing_gets_slower_and_slower(desk: Desk, browsers: Browsers, clock: MovableClock) -> None:
    account, pin = join(desk, Role.STAFF).account, desk.entrance.new_pin("")
    waits: list[int] = []
    for guess in range(12):
        tried = await sign_in(browsers.open(address=f"10.0.0.{guess}"), account.number, pin, f"猜第{guess}次的密码啊")
        if tried.status_code == 429:
            waits.append(int(tried.headers["retry-after"]))
            assert not is_in(await sign_in(browsers.open(address="10.0.1.1"), account.number, pin))
            clock.move(timedelta(seconds=waits[-1]))
    assert len(waits) >= 4 and waits == sorted(set(waits))
    clock.move(timedelta(minutes=15))
    assert is_in(await sign_in(browsers.open(address="10.0.1.2"), account.number, pin))


async def test_one_address_cannot_try_many_accounts(desk: Desk, browsers: Browsers) -> None:
    desk.entrance.new_pin("")
    statuses = [
        (await sign_in(browsers.open(address="10.0.0.9"), number, "1")).status_code
        for number in ("1111", "2222", "3333", "4444", "5555")
    ]
    assert statuses == [403, 403, 403, 429, 429]
    assert (await sign_in(browsers.open(address="10.0.0.10"), "6666", "1")).status_code == 403


async def test_a_session_ends_when_nobody_uses_it(desk: Desk, browsers: Browsers, clock: MovableClock) -> None:
    browser = browsers.as_(Role.VOLUNTEER)
    for _ in range(3):
        clock.move(IDLE - timedelta(minutes=1))
        assert (await browser.get("/desk/")).status_code == 200
    clock.move(IDLE)
    assert (await browser.get("/desk/")).headers["location"] == "/desk/login"


async def test_no_session_outlives_a_shift(desk: Desk, browsers: Browsers, clock: MovableClock) -> None:
    browser = browsers.as_(Role.VOLUNTEER)
    for _ in range(int(LONGEST / timedelta(minutes=20)) - 1):
        clock.move(timedelta(minutes=20))
        assert (await browser.get("/desk/")).status_code == 200
    clock.move(timedelta(minutes=20))
    assert (await browser.get("/desk/")).status_code == 303


async def test_going_out_ends_the_session_itself(desk: Desk, browsers: Browsers) -> None:
    browser = browsers.as_(Role.VOLUNTEER)
    assert (await browser.post("/desk/logout")).status_code == 303
    assert browser.who and (await browsers.open(browser.who).get("/desk/")).status_code == 303


async def test_after_the_door_one_is_where_one_wanted_to_go(desk: Desk, browsers: Browsers) -> None:
    account, pin = join(desk, Role.STAFF).account, desk.entrance.new_pin("")
    browser = browsers.open()
    sent = await browser.get("/desk/welcome")
    assert sent.headers["location"] == "/desk/login?next=/welcome"
    fields = {"number": account.number, "password": PASSWORD, "pin": pin}
    assert (await browser.post("/desk/login", **fields, next="/welcome")).headers["location"] == "/desk/welcome"
    for elsewhere in ("//evil.example", "https://evil.example", "/\\evil.example"):
        response = await browsers.open().post("/desk/login", **fields, next=elsewhere)
        assert response.headers["location"] == "/desk/"


async def test_refusals_and_entries_are_written_down(desk: Desk, browsers: Browsers) -> None:
    account, pin = join(desk, Role.STAFF).account, desk.entrance.new_pin("")
    await sign_in(browsers.open(), account.number, pin, "不是这个密码啊")
    await sign_in(browsers.open(), account.number, pin)
    with desk.units() as work:
        actions = [entry.note.action for entry in work.audit.find(AuditFilter(), 3)]
    assert actions == ["signed_in", "refused", "new_pin"]


async def test_the_address_of_the_page_is_not_sent_to_other_hosts(browsers: Browsers) -> None:
    response = await browsers.open().get("/desk/login")
    assert response.headers["referrer-policy"] == "same-origin"
    policy = response.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy and "unsafe" not in policy


async def test_another_name_for_this_machine_is_refused(browsers: Browsers) -> None:
    response = await browsers.open().client.get("/desk/login", headers={"host": "evil.example"})
    assert response.status_code == 400
