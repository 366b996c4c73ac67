"""Words that were not clear: a choice, an example, big buttons, and then a person."""

from __future__ import annotations

import pytest

from actions.model import NeedKind, Reason
from tests.unit.actions.conversation import Conversation
from tests.unit.actions.fakes import Station

pytestmark = pytest.mark.unit

TWO = {"svc.social_card": 0.4, "svc.elder_card": 0.35, "dlg.thanks": 0.05}
THREE = {**TWO, "svc.id_card": 0.2, "svc.legal_aid": 0.02}
NOTHING = {"social.chitchat": 0.2, "svc.id_card": 0.05, "svc.legal_aid": 0.05}


def test_two_likely_services_are_offered_with_what_was_asked(visit: Conversation) -> None:
    (question,) = visit.hear("那个卡要带啥", "unsure", TWO, aspect="materials")
    assert question.text == "您要办的是哪一件？是社保卡，还是老年优待证？"
    assert question.buttons[0] == ("社保卡", '/svc.social_card{"aspect":"materials"}')
    (answer,) = visit.hear("社保卡", "svc.social_card", aspect="overview")
    assert answer.card is not None
    assert answer.card["aspect"] == "materials"


def test_never_more_than_three_are_offered_by_voice(visit: Conversation) -> None:
    (question,) = visit.hear("那个证", "unsure", {**THREE, "svc.pension_cert": 0.2})
    assert question.titles == ("社保卡", "老年优待证", "身份证")
    assert "社保卡、老年优待证，还是身份证" in question.text


def test_a_service_far_less_likely_than_something_else_is_not_offered(visit: Conversation) -> None:
    ranking = {"dlg.thanks": 0.5, "svc.social_card": 0.12, "svc.elder_card": 0.12}
    (words,) = visit.hear("那个", "unsure", ranking)
    assert words.name == "utter_not_understood"


def test_a_label_without_a_file_is_not_offered(visit: Conversation) -> None:
    (words,) = visit.hear("那个", "unsure", {"svc.hotline": 0.4, "svc.social_card": 0.35})
    assert words.name == "utter_not_understood"


def test_three_misses_lead_to_a_person(visit: Conversation, station: Station) -> None:
    said = [visit.hear("嗯那个啥", "unsure", NOTHING)[0] for _ in range(3)]
    assert [one.name for one in said] == [
        "utter_not_understood",
        "utter_not_understood_choices",
        "utter_not_understood_person",
    ]
    assert len(said[1].buttons) == 5
    assert visit.slots["handover"] == Reason.NOT_UNDERSTOOD.value
    (request,) = station.store.requests
    assert request.reason is Reason.NOT_UNDERSTOOD


def test_asking_the_same_choice_forever_leads_to_a_person_too(visit: Conversation) -> None:
    said = [visit.hear("那个卡", "unsure", TWO)[0].name for _ in range(3)]
    assert said == ["utter_which_of", "utter_which_of", "utter_not_understood_person"]


def test_a_turn_that_was_understood_begins_the_count_again(visit: Conversation) -> None:
    visit.hear("嗯那个啥", "unsure", NOTHING)
    visit.hear("嗯那个啥", "unsure", NOTHING)
    visit.hear("你好", "dlg.greet")
    (words,) = visit.hear("嗯那个啥", "unsure", NOTHING)
    assert words.name == "utter_not_understood"


def test_after_a_person_was_called_the_count_begins_again(visit: Conversation) -> None:
    for _ in range(3):
        visit.hear("嗯那个啥", "unsure", NOTHING)
    (words,) = visit.hear("嗯那个啥", "unsure", NOTHING)
    assert words.name == "utter_not_understood"
    assert visit.slots["handover"] is None


def test_an_understood_action_clears_the_slot(visit: Conversation) -> None:
    visit.hear("嗯那个啥", "unsure", NOTHING)
    visit.hear("身份证", "svc.id_card")
    assert visit.slots["misses"] is None


def test_a_miss_is_kept_as_a_need_with_its_numbers_masked(visit: Conversation, station: Station) -> None:
    visit.hear("我身份证号是110105194912310021那个啥", "unsure", NOTHING)
    (need,) = station.store.noted
    assert need.kind is NeedKind.NOT_UNDERSTOOD
    assert need.label == "social.chitchat"
    assert "19491231" not in need.text
    assert "那个啥" in need.text


def test_words_that_tell_a_name_are_not_kept(visit: Conversation, station: Station) -> None:
    visit.hear("我叫王小明", "unsure", {"inform.name": 0.25, "oos": 0.2})
    (need,) = station.store.noted
    assert (need.label, need.text) == ("inform.name", "")


def test_without_a_ranking_the_label_itself_is_the_guess(visit: Conversation, station: Station) -> None:
    (words,) = visit.hear("嗯", "unsure")
    assert words.name == "utter_not_understood"
    assert station.store.noted[0].label == "unsure"


def test_a_store_that_fails_keeps_asking_and_ends_with_a_person_by_hand(visit: Conversation, station: Station) -> None:
    station.store.broken = True
    said = [visit.hear("嗯那个啥", "unsure", NOTHING)[0].name for _ in range(3)]
    assert said == ["utter_not_understood", "utter_not_understood_choices", "utter_person_by_hand"]


def test_a_service_whose_name_sounds_in_the_words_is_offered(visit: Conversation) -> None:
    (words,) = visit.hear("深份正", "unsure", NOTHING)
    assert words.titles[0] == "身份证"
    (question,) = visit.hear("深份正老年正", "unsure", NOTHING)
    assert set(question.titles[:2]) == {"身份证", "老年优待证"}


@pytest.mark.parametrize(("words", "label"), [("咋办呢", "ask.steps"), ("钱还没少", "unsure"), ("好的", "dlg.affirm")])
def test_right_after_an_alarm_what_to_do_is_said_again(visit: Conversation, words: str, label: str) -> None:
    (warning,) = visit.hear("验证码告诉人家了", "fraud.victim")
    visit.hear(words, label, {"ask.steps": 0.2})
    (again,) = visit.hear("那咋办", "ask.steps")
    assert (again.text, again.card) == (warning.text, warning.card)


@pytest.mark.parametrize(("words", "label"), [("没有没有 我说着玩的", "dlg.deny"), ("身份证咋办", "svc.id_card")])
def test_a_danger_that_is_over_is_not_come_back_to(visit: Conversation, words: str, label: str) -> None:
    (warning,) = visit.hear("验证码告诉人家了", "fraud.victim")
    visit.hear(words, label)
    (next_,) = visit.hear("要带啥", "ask.materials")
    assert next_.text != warning.text
