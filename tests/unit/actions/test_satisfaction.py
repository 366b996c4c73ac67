"""How the visit was: asked once, one tap, and never in the way."""

from __future__ import annotations

import pytest

from assistant.text.rating import read_rating
from tests.unit.actions.conversation import Conversation

pytestmark = pytest.mark.unit


def test_it_is_asked_once_when_something_was_done(visit: Conversation) -> None:
    visit.hear("老年证要带什么", "svc.elder_card", aspect="materials")
    first = visit.hear("谢谢", "dlg.thanks")
    assert [one.name for one in first] == ["utter_thanks", "utter_rate"]
    assert first[-1].titles == ("好", "中", "差")
    assert [one.name for one in visit.hear("谢谢", "dlg.thanks")] == ["utter_thanks"]


def test_thanks_for_nothing_ask_nothing(visit: Conversation) -> None:
    assert [one.name for one in visit.hear("谢谢", "dlg.thanks")] == ["utter_thanks"]


@pytest.mark.parametrize(("button", "rating"), [(0, "good"), (1, "fair"), (2, "poor")])
def test_one_tap_is_enough(visit: Conversation, button: int, rating: str) -> None:
    visit.hear("老年证要带什么", "svc.elder_card", aspect="materials")
    *_, asked = visit.hear("谢谢", "dlg.thanks")
    visit.press(asked.buttons[button][1])
    assert visit.slots["rated"] == rating


def test_after_a_poor_visit_one_more_word_may_be_said(visit: Conversation) -> None:
    visit.hear("老年证要带什么", "svc.elder_card", aspect="materials")
    visit.hear("谢谢", "dlg.thanks")
    (sorry,) = visit.press("/meta.rated_poor")
    assert ("找人帮忙", "/dlg.human") in sorry.buttons
    (thanks,) = visit.press(sorry.buttons[0][1])
    assert thanks.name == "utter_rated_why"
    assert visit.slots["rated"] == "poor"


def test_a_spoken_word_is_taken_and_a_question_goes_before(visit: Conversation) -> None:
    visit.hear("老年证要带什么", "svc.elder_card", aspect="materials")
    visit.hear("谢谢", "dlg.thanks")
    (said,) = visit.hear("挺好的", "social.chitchat")
    assert (said.name, visit.slots["rated"]) == ("utter_rated", "good")
    other = Conversation(visit.resources, session="visit-2")
    other.hear("老年证要带什么", "svc.elder_card", aspect="materials")
    other.hear("谢谢", "dlg.thanks")
    answered = other.hear("那要多少钱", "ask.fee")
    assert answered[0].card is not None and answered[0].card["aspect"] == "fee"
    assert other.slots["rated"] == "asked"


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("好", "good"),
        ("挺好的", "good"),
        ("满意", "good"),
        ("中", "fair"),
        ("一般般吧", "fair"),
        ("差", "poor"),
        ("不怎么样", "poor"),
        ("好像要下雨", None),
        ("中午吃什么", None),
        ("差点摔了", None),
    ],
)
def test_a_rating_is_nothing_but_a_rating(text: str, rating: str | None) -> None:
    assert read_rating(text) == rating
