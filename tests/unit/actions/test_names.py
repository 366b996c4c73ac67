"""The names that tie actions, domain and rules together."""

from __future__ import annotations

import re

import pytest
import yaml

from actions.conversation import FORGOTTEN
from actions.registry import CAPABILITIES
from assistant.settings import DOMAIN, PROJECT
from tests.unit.actions.conversation import responses, rules

pytestmark = pytest.mark.unit

RASA_KEY = "utter_action"
"""Under this key Rasa notes from which response a message came."""

SOURCES = sorted((PROJECT / "actions").glob("*.py"))


def _domain(name: str) -> dict[str, object]:
    data: dict[str, object] = yaml.safe_load((DOMAIN / name).read_text(encoding="utf-8"))
    return data


def test_the_domain_lists_exactly_the_actions_there_are() -> None:
    assert sorted(_names()) == sorted(CAPABILITIES)


def _names() -> list[str]:
    listed = _domain("actions.yml")["actions"]
    assert isinstance(listed, list)
    return listed


def test_every_response_an_action_says_is_in_the_domain() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
    used = set(re.findall(r'"(utter_[a-z_]+)"', sources)) - {RASA_KEY}
    assert "utter_answer" in used
    assert used <= set(responses())


def test_every_rule_leads_somewhere() -> None:
    known = set(responses()) | set(CAPABILITIES)
    assert {name for actions in rules().values() for name in actions} <= known


def test_from_the_beginning_forgets_every_slot_of_the_domain() -> None:
    slots = _domain("slots.yml")["slots"]
    assert isinstance(slots, dict)
    assert set(FORGOTTEN) | {"rated"} == set(slots), "how the visit was is asked once, from the beginning or not"


def test_no_two_slots_are_one_and_the_same_in_yaml() -> None:
    """Rasa takes a slot apart while it reads it; behind an alias it would find nothing the second time."""
    slots = _domain("slots.yml")["slots"]
    assert isinstance(slots, dict)
    assert len({id(slot) for slot in slots.values()}) == len(slots)


def test_no_response_asks_rasa_to_fill_in_json() -> None:
    """Rasa reads every brace of a response as a place to fill."""
    payloads = [button["payload"] for one in responses().values() for button in one.get("buttons", ())]
    assert not [payload for payload in payloads if "{" in payload]


def test_actions_hold_no_spoken_words() -> None:
    for path in (PROJECT / "actions").rglob("*.py"):
        assert not re.search("[\u3400-\u9fff]", path.read_text(encoding="utf-8")), path.name
