"""Manner, safety and people: what works in every state."""

import pytest

from tests.dialogue.conftest import Talk

pytestmark = pytest.mark.dialogue


@pytest.mark.parametrize("before", [None, "社保卡丢了", "那要带什么", "我不知道怎么说"])
@pytest.mark.parametrize(
    ("danger", "number"),
    [("我胸口疼得厉害喘不上气", "120"), ("屋里好大的煤气味", "119"), ("我刚才把验证码告诉人家了钱没了", "110")],
)
def test_danger_is_met_at_once_in_every_state(talk: Talk, before: str | None, danger: str, number: str) -> None:
    if before is not None:
        talk.say(before)
    said = talk.say(danger)
    assert said.replies[0].card is not None
    assert said.replies[0].card["kind"] == "emergency"
    assert said.replies[0].card["number"] == number
    assert said.end.handover


@pytest.mark.parametrize("before", [None, "社保卡丢了", "那要带什么", "呜里哇啦"])
@pytest.mark.parametrize("asked", ["找人", "叫个人来", "/dlg.human"])
def test_a_person_is_one_word_away_in_every_state(talk: Talk, before: str | None, asked: str) -> None:
    if before is not None:
        talk.say(before)
    said = talk.say(asked)
    assert said.end.handover == "asked"
    assert said.card["kind"] == "handover"


def test_repeat_says_the_last_answer_again_as_often_as_wanted(talk: Talk) -> None:
    answer = talk.say("老年证怎么办").text
    assert talk.say("再说一遍").text == answer
    assert talk.say("啊？").text == answer


def test_slower_changes_the_pace_and_says_the_answer_again(talk: Talk) -> None:
    answer = talk.say("老年证怎么办").text
    said = talk.say("说慢一点")
    assert said.replies[0].card == {"kind": "control", "setting": "pace", "change": "down"}
    assert said.replies[-1].text == answer


def test_three_misses_in_a_row_bring_a_person(talk: Talk) -> None:
    heard = [talk.say("/unsure") for _ in range(3)]
    assert all(said.text for said in heard)
    assert heard[-1].end.handover


def test_a_secret_told_is_neither_kept_nor_repeated(talk: Talk) -> None:
    said = talk.say("我的银行卡密码是908172")
    assert "908172" not in said.text
    tracker = talk.run(talk.dialogue.agent.tracker_store.retrieve(talk.session))
    assert "908172" not in str([event.as_dict() for event in tracker.events])


@pytest.mark.parametrize("text", ["", "😀😀😀", "啊" * 10_000, "\x00\x01", "{{7*7}} ${x}", "/nonsense", "DROP TABLE"])
def test_bad_input_gets_a_sentence(talk: Talk, text: str) -> None:
    assert talk.say(text).text


@pytest.mark.parametrize("text", ["老伴中风两年了", "差点摔了一跤没事", "今天冻死个人"])
def test_what_only_sounds_like_danger_calls_nobody(talk: Talk, text: str) -> None:
    assert talk.say(text).end.handover is None
