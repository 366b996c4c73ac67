"""What a turn tells whoever helps beside a person."""

from __future__ import annotations

import pytest

from channels.telling import form_told, understood

pytestmark = pytest.mark.unit

TOLD = {"key": "name", "type": "name", "title": "姓名", "value": "王秀英", "shown": "王**", "said": "我叫王秀英"}


def test_the_label_is_told_with_what_else_it_might_have_been() -> None:
    ranking = [{"name": name, "confidence": 1 / place} for place, name in enumerate("abcdef", start=1)]
    heard = {"intent": {"name": "b", "confidence": 0.5}, "intent_ranking": ranking}
    told = understood(heard)
    assert told is not None and (told["label"], told["confidence"]) == ("b", 0.5)
    assert [guess["label"] for guess in told["alternatives"]] == ["a", "c", "d", "e"]


@pytest.mark.parametrize("heard", [{}, {"intent": None}, {"intent": {"name": None}}])
def test_where_nothing_was_understood_nothing_is_told(heard: dict[str, object]) -> None:
    assert understood(heard) is None


def test_a_form_is_told_without_what_only_the_actions_need() -> None:
    filling = {"key": "k", "about": "dibao", "beneficiary": "self", "asking": "phone", "answers": (TOLD,), "misses": 2}
    assert form_told(filling) == {
        "about": "dibao",
        "beneficiary": "self",
        "asking": "phone",
        "paused": False,
        "skipped": [],
        "agreed": [],
        "refused": [],
        "answers": [{name: TOLD[name] for name in ("key", "type", "title", "value", "shown")}],
    }
    assert form_told(None) is None
