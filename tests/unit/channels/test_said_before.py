"""A message that comes again is answered as before, and makes no turn."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from channels.said_before import said_before
from channels.wire import Button, Reply

pytestmark = pytest.mark.unit


def user(key: str) -> Any:
    return SimpleNamespace(type_name="user", metadata={"message": key})


def bot(text: str, **data: Any) -> Any:
    return SimpleNamespace(type_name="bot", text=text, data=data)


SLOT = SimpleNamespace(type_name="slot")
BUTTONS = [{"title": "好", "payload": "/dlg.affirm"}]
EVENTS = [
    user("1"),
    bot("早"),
    user("2"),
    SLOT,
    bot("请问姓名？"),
    bot("可以吗？", buttons=BUTTONS, custom={"kind": "x"}),
]


def test_the_last_message_is_answered_again() -> None:
    assert said_before(EVENTS, {"message": "2", "again": True}) == [
        Reply("请问姓名？"),
        Reply("可以吗？", (Button("好", "/dlg.affirm"),), {"kind": "x"}),
    ]


@pytest.mark.parametrize(
    "about", [{}, {"message": "2"}, {"message": "1", "again": True}, {"message": "3", "again": True}, {"again": True}]
)
def test_any_other_message_makes_a_turn(about: dict[str, Any]) -> None:
    assert said_before(EVENTS, about) == []


def test_where_nothing_was_said_yet_a_turn_is_made() -> None:
    assert said_before([user("2")], {"message": "2", "again": True}) == []
    assert said_before([], {"message": "2", "again": True}) == []
