"""Again, slower, back, yes, no, from the beginning."""

from __future__ import annotations

import pytest

from actions.model import Reason, Urgency
from tests.unit.actions.conversation import Conversation
from tests.unit.actions.fakes import Station

pytestmark = pytest.mark.unit


def test_again_is_the_same_answer_with_card_and_buttons(visit: Conversation) -> None:
    (answer,) = visit.hear("身份证", "svc.id_card", aspect="fee")
    (repeated,) = visit.hear("再说一遍", "dlg.repeat")
    assert (repeated.text, repeated.buttons, repeated.card) == (answer.text, answer.buttons, answer.card)
    assert [one.text for one in visit.hear("再说一遍", "dlg.repeat")] == [answer.text]


def test_slower_says_so_and_then_the_answer_and_never_loops_on_itself(visit: Conversation) -> None:
    (answer,) = visit.hear("身份证", "svc.id_card", aspect="fee")
    for _ in range(3):
        slower, repeated = visit.hear("慢点说", "dlg.slower")
        assert slower.card == {"kind": "control", "setting": "pace", "change": "down"}
        assert repeated.text == answer.text


@pytest.mark.parametrize("label", ["dlg.faster", "dlg.quieter", "dlg.bigger_font", "dlg.wait"])
def test_manner_does_not_stand_between_the_person_and_the_answer(visit: Conversation, label: str) -> None:
    (answer,) = visit.hear("身份证", "svc.id_card", aspect="fee")
    visit.hear("好", label)
    assert visit.hear("再说一遍", "dlg.repeat")[0].text == answer.text


def test_still_more_means_what_was_changed_just_now(visit: Conversation) -> None:
    (answer,) = visit.hear("身份证", "svc.id_card", aspect="fee")
    visit.hear("听不见", "dlg.louder")
    louder, repeated = visit.hear("再大点", "dlg.bigger_font")
    assert louder.name == "utter_louder" and repeated.text == answer.text
    assert visit.hear("还大", "dlg.louder")[0].name == "utter_louder"
    visit.hear("字小了", "dlg.bigger_font")
    assert [one.name for one in visit.hear("再大点", "dlg.louder")] == ["utter_bigger_font"]
    assert [one.name for one in visit.hear("太大了", "dlg.quieter")] == ["utter_smaller_font"]


def test_more_by_itself_means_what_it_was_understood_as(visit: Conversation) -> None:
    assert [one.name for one in visit.hear("大点", "dlg.bigger_font")] == ["utter_bigger_font"]
    visit.hear("身份证", "svc.id_card", aspect="fee")
    assert visit.hear("大点", "dlg.louder")[0].name == "utter_louder"


def test_whoever_speaks_for_somebody_and_names_the_matter_is_answered(visit: Conversation) -> None:
    (answer,) = visit.hear("我是志愿者，帮大爷问问身份证", "vol.assist")
    assert answer.card is not None and answer.card["service"] == "id_card"
    assert [one.name for one in visit.hear("我是志愿者小王", "vol.assist")] == ["utter_vol_assist"]


@pytest.mark.parametrize(("said", "label"), [("今天几号了", "oos"), ("现在几点了", "social.chitchat")])
def test_day_and_time_are_told_by_the_stations_clock(
    visit: Conversation, station: Station, said: str, label: str
) -> None:
    (told,) = visit.hear(said, label)
    now = station.clock.now()
    assert told.name == "utter_day" and f"{now.month}月{now.day}日" in told.text


def test_any_sentence_can_be_heard_again_all_of_it(visit: Conversation) -> None:
    first = visit.hear("一个人好冷清", "social.lonely")
    assert [one.text for one in visit.hear("啥", "dlg.repeat")] == [one.text for one in first]


def test_whoever_goes_on_telling_is_listened_to_and_not_told_the_same_again(visit: Conversation) -> None:
    told = [visit.hear(said, "social.lonely") for said in ("一个人好冷清", "孩子都忙", "我想老伴了")]
    assert [one.name for one in told[0]] == ["utter_lonely", "utter_lonely_people"]
    assert len({words[0].text for words in told}) == len(told)


def test_there_is_nothing_to_repeat_at_the_beginning(visit: Conversation) -> None:
    assert visit.hear("再说一遍", "dlg.repeat")[0].name == "utter_nothing_to_repeat"
    assert visit.hear("大点声", "dlg.louder")[-1].name == "utter_nothing_to_repeat"


def test_what_was_said_to_the_person_before_a_new_session_is_not_repeated(visit: Conversation) -> None:
    visit.hear("身份证", "svc.id_card", aspect="fee")
    visit.events.append({"event": "session_started"})
    assert visit.hear("再说一遍", "dlg.repeat")[0].name == "utter_nothing_to_repeat"


def test_again_after_a_failure_tries_the_question_again(visit: Conversation, station: Station) -> None:
    station.shelf.broken = True
    visit.hear("身份证", "svc.id_card", aspect="fee")
    station.shelf.broken = False
    (answer,) = visit.press("/dlg.repeat")
    assert "四十元" in answer.text


def test_again_after_silence_tries_the_question_again(visit: Conversation) -> None:
    visit.fail("身份证", "svc.id_card")
    (answer,) = visit.hear("再说一遍", "dlg.repeat")
    assert answer.card is not None
    assert answer.card["service"] == "id_card"


def test_back_goes_to_the_answer_before_and_further(visit: Conversation) -> None:
    visit.hear("身份证", "svc.id_card", aspect="overview")
    visit.hear("多少钱", "ask.fee")
    visit.hear("社保卡", "svc.social_card", aspect="place")
    seen = [visit.hear("退回去", "dlg.back")[0].card for _ in range(2)]
    assert [(card["service"], card["aspect"]) for card in seen if card] == [
        ("id_card", "fee"),
        ("id_card", "overview"),
    ]
    assert visit.slots["service"] == "id_card"
    assert visit.hear("退回去", "dlg.back")[0].name == "utter_nothing_before"


def test_back_from_something_else_is_the_last_answer(visit: Conversation) -> None:
    visit.hear("身份证", "svc.id_card", aspect="fee")
    visit.hear("唱个歌", "social.chitchat")
    (answer,) = visit.hear("退回去", "dlg.back")
    assert answer.card is not None
    assert answer.card["aspect"] == "fee"


def test_back_at_the_beginning_has_nothing(visit: Conversation) -> None:
    assert visit.hear("退回去", "dlg.back")[0].name == "utter_nothing_before"


def test_yes_takes_what_was_offered(visit: Conversation) -> None:
    visit.hear("身份证", "svc.id_card", aspect="overview")
    (answer,) = visit.hear("好的", "dlg.affirm")
    assert answer.card is not None
    assert answer.card["aspect"] == "materials"


def test_yes_after_hearing_it_again_still_takes_the_offer(visit: Conversation) -> None:
    visit.hear("身份证", "svc.id_card", aspect="overview")
    visit.hear("慢点说", "dlg.slower")
    (answer,) = visit.hear("好的", "dlg.affirm")
    assert answer.card is not None
    assert answer.card["aspect"] == "materials"


def test_yes_to_nothing_is_a_kind_word(visit: Conversation) -> None:
    assert visit.hear("好的", "dlg.affirm")[0].name == "utter_what_else"
    visit.hear("谢谢", "dlg.thanks")
    assert visit.hear("好的", "dlg.affirm")[0].name == "utter_what_else"


def test_an_offer_does_not_outlive_what_was_said_since(visit: Conversation) -> None:
    visit.hear("身份证", "svc.id_card", aspect="overview")
    visit.hear("谢谢", "dlg.thanks")
    assert visit.hear("好的", "dlg.affirm")[0].name == "utter_rated"


@pytest.mark.parametrize("label", ["social.lonely", "oos", "meta.progress", "dlg.dont_know"])
def test_yes_to_the_offer_of_a_person_calls_one(visit: Conversation, station: Station, label: str) -> None:
    visit.hear("嗯", label)
    (words,) = visit.hear("好", "dlg.affirm")
    assert words.name == "utter_calling_person"
    assert visit.slots["handover"] == "asked"
    assert len(station.store.requests) == 1


def test_yes_after_a_person_was_called_reassures(visit: Conversation, station: Station) -> None:
    visit.hear("叫人", "dlg.human")
    assert visit.hear("好的", "dlg.affirm")[0].name == "utter_person_called"
    assert len(station.store.requests) == 1


def test_yes_there_is_danger_raises_the_alarm(visit: Conversation, station: Station) -> None:
    visit.hear("我不想那个了", "unsure_danger")
    (words,) = visit.hear("有", "dlg.affirm")
    assert words.card is not None
    assert words.card["kind"] == "emergency"
    (request,) = station.store.requests
    assert (request.reason, request.urgency) == (Reason.EMERGENCY, Urgency.DANGER)


def test_yes_there_is_danger_still_says_what_to_do_when_nobody_can_be_called(
    visit: Conversation, station: Station
) -> None:
    station.store.broken = True
    visit.hear("我不想那个了", "unsure_danger")
    said = visit.hear("有", "dlg.affirm")
    assert [one.name for one in said] == ["utter_danger_confirmed", "utter_person_by_hand"]


def test_the_button_for_danger_raises_the_alarm(visit: Conversation, station: Station) -> None:
    (question,) = visit.hear("我不想那个了", "unsure_danger")
    visit.press(question.buttons[0][1])
    assert station.store.requests[0].urgency is Urgency.DANGER


def test_yes_somebody_wants_money_tells_what_to_do_and_calls_a_person(visit: Conversation, station: Station) -> None:
    visit.hear("叫我转点钱过去", "unsure_fraud")
    (words,) = visit.hear("是", "dlg.affirm")
    assert words.name == "utter_fraud_suspect"
    assert station.store.requests[0].reason is Reason.FRAUD


def test_yes_somebody_wants_money_tells_what_to_do_though_nobody_can_be_called(
    visit: Conversation, station: Station
) -> None:
    station.store.broken = True
    visit.hear("叫我转点钱过去", "unsure_fraud")
    assert [one.name for one in visit.hear("是", "dlg.affirm")] == ["utter_fraud_suspect", "utter_person_by_hand"]


@pytest.mark.parametrize("label", ["unsure_danger", "unsure_fraud"])
def test_no_danger_answers_what_had_sounded_like_it(visit: Conversation, label: str) -> None:
    ranking = {"emg.missing": 0.5, "svc.id_card": 0.4}
    (question,) = visit.hear("身份证掉了找不着", label, ranking, aspect="fee")
    relieved, answer = visit.press(question.buttons[1][1])
    assert relieved.name == "utter_no_danger"
    assert "四十元" in answer.text


@pytest.mark.parametrize("ranking", [{"emg.fall": 0.5, "svc.id_card": 0.1}, {"social.chitchat": 0.9}])
def test_no_danger_asks_what_else_where_no_service_was_meant(visit: Conversation, ranking: dict[str, float]) -> None:
    visit.hear("这一跤跌得哟", "unsure_danger", ranking)
    assert [one.name for one in visit.hear("没有", "dlg.deny")] == ["utter_what_else"]


def test_no_danger_goes_on_as_before(visit: Conversation, station: Station) -> None:
    visit.hear("我不想那个了", "unsure_danger")
    assert visit.hear("没有", "dlg.deny")[0].name == "utter_what_else"
    assert station.store.requests == []


def test_yes_to_which_one_asks_again(visit: Conversation) -> None:
    (question,) = visit.hear("要带啥", "ask.materials")
    (repeated,) = visit.hear("对", "dlg.affirm")
    assert (repeated.text, repeated.buttons) == (question.text, question.buttons)
    (answer,) = visit.hear("社保卡", "svc.social_card", aspect="overview")
    assert answer.card is not None
    assert answer.card["aspect"] == "materials"


def test_none_of_them_lets_the_person_say_it_again(visit: Conversation) -> None:
    visit.hear("那个卡", "unsure", {"svc.social_card": 0.4, "svc.elder_card": 0.35})
    assert visit.hear("都不是", "dlg.deny")[0].name == "utter_correct"


def test_no_after_an_offer_is_taken_kindly(visit: Conversation) -> None:
    visit.hear("身份证", "svc.id_card", aspect="overview")
    assert visit.hear("不用", "dlg.deny")[0].name == "utter_what_else"
    assert visit.slots["offered"] is None


@pytest.mark.parametrize("label", ["dlg.restart", "dlg.cancel"])
def test_from_the_beginning_forgets_the_matter_in_hand(visit: Conversation, label: str) -> None:
    visit.hear("我妈的身份证", "svc.id_card", aspect="fee", beneficiary="mother")
    assert len(visit.hear("从头来", label)) == 1
    assert not [name for name, value in visit.slots.items() if value is not None]
    assert visit.hear("退回去", "dlg.back")[0].name == "utter_nothing_before"
    assert visit.hear("要带啥", "ask.materials")[0].name == "utter_which_service"


def test_an_offer_for_a_service_no_longer_there_is_a_kind_word(visit: Conversation) -> None:
    visit.hear("身份证", "svc.id_card", aspect="overview")
    visit.slots["service"] = "gone"
    assert visit.hear("好的", "dlg.affirm")[0].name == "utter_what_else"


def test_a_correction_of_the_person_gives_the_answer_for_that_person(visit: Conversation) -> None:
    visit.hear("老年证要带什么", "svc.elder_card", aspect="materials")
    (told,) = visit.hear("不是我的 是我老伴的", "dlg.correct", beneficiary="spouse")
    assert "您老伴" in told.text


def test_a_correction_without_saying_what_asks_again(visit: Conversation) -> None:
    visit.hear("老年证要带什么", "svc.elder_card", aspect="materials")
    (told,) = visit.hear("不是这个", "dlg.correct")
    assert told.name == "utter_correct"
