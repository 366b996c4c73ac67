"""What somebody else's server says is read with care."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, timezone

import httpx
import pytest

from actions.departments import answer as module
from actions.departments.answer import MOST_BYTES, Answer, read_answer
from actions.departments.gateway import Unreachable

pytestmark = pytest.mark.unit

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=timezone.utc)


def answered(body: Iterable[bytes], status: int = 200, retry_after: str | None = None) -> Answer:
    """Read from a server that sends the body piece by piece."""
    headers = {} if retry_after is None else {"Retry-After": retry_after}
    return read_answer(httpx.Response(status, headers=headers, content=iter(body)), NOW)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no JSON",
        b"\xff\xfe",
        b"[1]",
        b'{"reason": 7}',
        b'{"reason": null}',
        pytest.param(b"[" * 60_000, id="deep"),
    ],
)
def test_what_is_no_reason_is_none(body: bytes) -> None:
    assert answered([body], 422).masked("reason", 100) == ""


def test_a_text_is_one_line_not_too_long_and_without_numbers_of_people() -> None:
    body = '{"reason": "电话 13800138000\\n打不通", "result": "一二三四五"}'.encode()
    said = answered([body[:20], body[20:]], 422)
    assert said.masked("reason", 100) == "电话 *******8000 打不通"
    assert said.text("result", 3) == "一二三"
    assert "打不通" not in repr(said)


def test_what_is_too_big_is_not_read_to_its_end() -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        while True:
            sent += 1
            yield b" " * 1024

    assert answered(endless()).body == {}
    assert sent <= MOST_BYTES / 1024 + 2


def test_an_answer_that_drips_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_SECONDS", -1.0)
    with pytest.raises(Unreachable, match="too_slow"):
        answered([b"{", b"}"])


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("Tue, 24 Nov 2026 09:40:00 GMT", timedelta(minutes=10)),
        ("Tue, 24 Nov 2026 09:40:00 -0000", timedelta(minutes=10)),
        ("Tue, 24 Nov 2026 09:00:00 GMT", timedelta(0)),
        ("999999999", timedelta(days=1)),
        ("9" * 40, timedelta(0)),
        ("soon", timedelta(0)),
        ("-5", timedelta(0)),
    ],
)
def test_how_long_it_asks_to_be_left_alone(said: str, wait: timedelta) -> None:
    assert answered([], 503, retry_after=said).wait == wait


def test_without_a_word_about_it_there_is_no_wait() -> None:
    assert answered([], 503).wait == timedelta(0)
