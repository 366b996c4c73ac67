"""What passes between a station and a department's server."""

from __future__ import annotations

import ssl
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from ipaddress import ip_address
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from actions.cases.model import CaseState
from actions.departments.gateway import Delivery, Receipt, Refused, Standing, Unreachable
from tests.fakes.department import Department, House, open_house
from tests.integration.departments.conftest import Gateways

pytestmark = pytest.mark.integration

KEY = "a" * 32
DELIVERY = Delivery(KEY, "12345674", "dibao", "民政局", "幸福一", "grid", "2026-11-30", {"answers": []})


def test_a_case_arrives_as_it_was_sent_and_has_a_reference_there(department: Department, gateways: Gateways) -> None:
    assert gateways().deliver(DELIVERY) == Receipt("R1")
    assert department.cases == {
        KEY: {
            "number": "12345674",
            "service": "dibao",
            "body": "民政局",
            "grid": "幸福一",
            "level": "grid",
            "due_on": "2026-11-30",
            "details": {"answers": []},
            "replaces": None,
        }
    }


NEWS = Standing("b" * 32, KEY, "12345674", "withdrawn", "street", None)


@pytest.mark.parametrize("conflicts", [False, True])
def test_news_of_a_case_is_heard_once_and_holds_nothing_personal(
    department: Department, gateways: Gateways, conflicts: bool
) -> None:
    department.conflicts = conflicts
    gateways().deliver(DELIVERY)
    for _ in range(3):
        gateways().tell(NEWS)
    told = {"number": "12345674", "state": "withdrawn", "level": "street", "due_on": None}
    assert department.heard == {KEY: {NEWS.key: told}}


def test_news_of_a_case_that_is_not_there_is_over(department: Department, gateways: Gateways) -> None:
    gateways().tell(NEWS)
    assert department.tellings == [NEWS.key] and department.heard == {}


def test_news_that_is_not_gone_by_is_a_refusal_and_a_server_that_fails_is_told_again(
    department: Department, gateways: Gateways
) -> None:
    gateways().deliver(DELIVERY)
    department.refusal = "已经办完"
    with pytest.raises(Refused):
        gateways().tell(NEWS)
    department.failing = 404
    with pytest.raises(Unreachable, match="http_404"):
        gateways().tell(NEWS)


@pytest.mark.parametrize("conflicts", [False, True])
def test_delivered_twice_it_is_one_case(department: Department, gateways: Gateways, conflicts: bool) -> None:
    department.conflicts = conflicts
    for _ in range(3):
        gateways().deliver(DELIVERY)
    assert department.calls == [KEY] * 3 and list(department.cases) == [KEY]


def test_a_conflict_over_something_else_is_no_delivery(department: Department, gateways: Gateways) -> None:
    department.failing = 409
    with pytest.raises(Unreachable, match="http_409"):
        gateways().deliver(DELIVERY)


def test_a_refusal_comes_with_a_short_reason_without_numbers(department: Department, gateways: Gateways) -> None:
    department.refusal = "本人电话 13800138000 打不通。" + "很长" * 200
    with pytest.raises(Refused) as refused:
        gateways().deliver(DELIVERY)
    assert refused.value.reason.startswith("本人电话 *******8000 打不通。")
    assert len(refused.value.reason) <= 200
    assert "打不通" not in str(refused.value)


def test_a_refusal_without_a_reason_is_a_refusal(department: Department, gateways: Gateways) -> None:
    department.failing = 400
    with pytest.raises(Refused) as refused:
        gateways().deliver(DELIVERY)
    assert refused.value.reason == ""


@pytest.mark.parametrize("status", [301, 401, 403, 404, 408, 429, 500, 502, 503])
def test_what_says_nothing_about_the_case_is_tried_again(
    department: Department, gateways: Gateways, status: int
) -> None:
    department.failing, department.headers = status, {"Retry-After": "90", "Location": "http://127.0.0.1:1/"}
    with pytest.raises(Unreachable) as unreachable:
        gateways().deliver(DELIVERY)
    assert (unreachable.value.problem, unreachable.value.wait) == (f"http_{status}", timedelta(seconds=90))


def test_a_wrong_token_gets_nothing_kept(department: Department, gateways: Gateways) -> None:
    with pytest.raises(Unreachable, match="http_401"):
        gateways(token=lambda: "another").deliver(DELIVERY)
    assert department.cases == {}


def test_a_silent_department_is_not_waited_for(department: Department, gateways: Gateways) -> None:
    department.slow_after, department.delay = 1, 5.0
    with pytest.raises(Unreachable, match="timeout"):
        gateways().deliver(DELIVERY)
    department.slow_after = None
    gateways().deliver(DELIVERY)
    assert list(department.cases) == [KEY]


def test_a_department_that_is_away_comes_back(department: Department, house: House, gateways: Gateways) -> None:
    house.down()
    with pytest.raises(Unreachable, match="no_connection"):
        gateways().deliver(DELIVERY)
    house.up()
    assert gateways().deliver(DELIVERY) == Receipt("R1")


def test_an_answer_that_is_too_big_is_not_read_and_the_case_is_there(
    department: Department, gateways: Gateways
) -> None:
    department.padding = 100_000
    assert gateways().deliver(DELIVERY) == Receipt(None)


@pytest.mark.parametrize(
    ("news", "state", "text"),
    [
        ({"state": "received"}, None, ""),
        ({"state": "in_progress"}, CaseState.IN_PROGRESS, ""),
        ({"state": "answered", "result": "请打 13800138000"}, CaseState.ANSWERED, "请打 13800138000"),
        ({"state": "returned", "reason": "13800138000 打不通"}, CaseState.RETURNED, "*******8000 打不通"),
        ({"state": "withdrawn"}, None, ""),
        ({"state": 7}, None, ""),
    ],
)
def test_a_department_says_how_far_it_is(
    department: Department, gateways: Gateways, news: dict[str, object], state: CaseState | None, text: str
) -> None:
    gateways().deliver(DELIVERY)
    department.news[KEY] = news
    progress = gateways().progress(KEY)
    assert (progress.state, progress.text) == (state, text)


@pytest.mark.parametrize(("status", "problem"), [(None, "http_404"), (410, "http_410"), (503, "http_503")])
def test_without_an_answer_there_is_no_news(
    department: Department, gateways: Gateways, status: int | None, problem: str
) -> None:
    department.failing = status
    with pytest.raises(Unreachable, match=problem):
        gateways().progress(KEY)


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A key, and a certificate for this machine that nobody public signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "a department")])
    now = datetime.now(timezone.utc)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = tmp_path / "key.pem", tmp_path / "certificate.pem"
    encoding = serialization.Encoding.PEM
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    paths[0].write_bytes(key.private_bytes(encoding, *plain))
    paths[1].write_bytes(made.public_bytes(encoding))
    return paths


def test_only_a_certificate_that_can_be_checked_is_believed(gateways: Gateways, certificate: tuple[Path, Path]) -> None:
    department = Department()
    with open_house(department, certificate) as house:
        stranger = gateways(url=house.url, timeout=httpx.Timeout(5.0))
        with pytest.raises(Unreachable, match="no_connection"):
            stranger.deliver(DELIVERY)
        assert department.calls == []
        known = replace(stranger, trust=ssl.create_default_context(cafile=str(certificate[1])))
        assert known.deliver(DELIVERY) == Receipt("R1")
