"""Looking on at a conversation: what is shown of a turn, and that nothing there can hurt it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from channels.observing import Watch

pytestmark = pytest.mark.unit


@dataclass
class Happened:
    """One of Rasa's events."""

    type_name: str
    text: str = ""
    key: str = ""
    value: str | None = None

    def as_dict(self) -> dict[str, Any]:
        return {"event": self.type_name, "text": self.text}


@dataclass
class Talk:
    """A tracker, as far as it is looked at."""

    events: list[Happened] = field(default_factory=list)

    def get_slot(self, key: str) -> Any:
        raise AssertionError("what is there now is not what was there before the turn")


@dataclass
class Onlooker:
    seen: list[dict[str, Any]] = field(default_factory=list)
    breaks: bool = False

    def turned(
        self,
        session: str,
        channel: str,
        *,
        is_first: bool,
        before: Mapping[str, Any],
        events: Sequence[Mapping[str, Any]],
        seconds: float,
    ) -> None:
        if self.breaks:
            raise RuntimeError("broken for the test")
        self.seen.append({"is_first": is_first, "before": dict(before), "texts": [one["text"] for one in events]})

    def over(self, session: str, slots: Mapping[str, Any]) -> None:
        raise AssertionError("nothing is over")


def watched(*events: Happened, onlooker: Onlooker) -> None:
    Watch(onlooker, "visit", "kiosk").done(Talk(list(events)))


def form(value: str | None) -> Happened:
    return Happened("slot", key="form", value=value)


def test_the_last_two_messages_are_shown_with_the_slots_as_they_were() -> None:
    onlooker = Onlooker()
    said = [Happened("user", "one"), Happened("bot", "a"), Happened("user", "two"), Happened("user", "three")]
    watched(form("id_card"), *said, form("later"), onlooker=onlooker)
    assert onlooker.seen[0]["texts"] == ["two", "three", ""]
    assert onlooker.seen[0]["before"]["form"] == "id_card"
    assert not onlooker.seen[0]["is_first"]


@pytest.mark.parametrize(
    ("events", "before"),
    [
        ([Happened("user")], None),
        ([Happened("user"), form("a"), Happened("user"), form(None), Happened("user")], None),
        ([Happened("user"), form("left open"), Happened("session_started"), Happened("user")], "left open"),
        ([Happened("user"), form("a"), Happened("session_started"), Happened("user"), Happened("user")], None),
    ],
)
def test_a_visit_that_was_left_open_shows_to_the_first_message_after_it(
    events: list[Happened], before: str | None
) -> None:
    onlooker = Onlooker()
    watched(*events, onlooker=onlooker)
    assert onlooker.seen[0]["before"] == {"form": before, "asking": None, "service": None}


@pytest.mark.parametrize(
    "events",
    [
        [Happened("session_started"), Happened("user", "one")],
        [Happened("user", "yesterday"), Happened("session_started"), Happened("user", "one"), Happened("bot")],
        [Happened("user", "one")],
    ],
)
def test_a_visit_begins_with_its_first_message_or_after_a_long_silence(events: list[Happened]) -> None:
    onlooker = Onlooker()
    watched(*events, onlooker=onlooker)
    assert onlooker.seen[0]["is_first"]


def test_an_onlooker_that_breaks_hurts_nobody(caplog: pytest.LogCaptureFixture) -> None:
    watched(Happened("user", "one"), onlooker=Onlooker(breaks=True))
    assert "was not observed" in caplog.text
