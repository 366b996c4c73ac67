"""Sentences are said phrase by phrase, and telephone numbers twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.pacing import Pause
from kiosk.speech.phrasing import Phrasing

pytestmark = pytest.mark.unit

PHRASING = Phrasing.load()


def said(sentence: str, rate: int = 180) -> list[str]:
    return [phrase.text for phrase in PHRASING.phrases(sentence, rate)]


def pauses(sentence: str) -> list[Pause]:
    return [phrase.pause for phrase in PHRASING.phrases(sentence, 180)]


def test_marks_part_phrases_and_decide_the_pauses():
    sentence = "身份证、照片，都要带；您慢走。"
    assert said(sentence) == ["身份证", "照片", "都要带", "您慢走"]
    assert pauses(sentence) == [Pause.LIST, Pause.COMMA, Pause.CLAUSE, Pause.END]


@pytest.mark.parametrize("sentence", ["", "。", "……", "😀", "（）"])
def test_without_a_word_there_is_nothing_to_say(sentence):
    assert said(sentence) == []


def test_a_phone_number_comes_in_its_groups_and_once_more():
    assert said("请打13800138000。") == ["请打幺三八", "零零幺三", "八零零零", "幺三八", "零零幺三", "八零零零"]
    group, again = Pause.GROUP, Pause.AGAIN
    assert pauses("请打13800138000。") == [group, group, again, group, group, Pause.END]


def test_an_identity_number_comes_in_groups_of_6_8_and_4_and_once_more():
    groups = ["幺幺零幺零五", "幺九四九幺二三幺", "零零二叉"]
    assert said("110105194912310021。")[:2] == ["幺幺零幺零五", "幺九四九幺二三幺"]
    assert said("11010519491231002X。") == groups * 2
    group, again = Pause.GROUP, Pause.AGAIN
    assert pauses("11010519491231002X。") == [group, group, again, group, group, Pause.END]


def test_the_number_of_a_case_comes_digit_by_digit_and_once_more():
    assert said("1234 5678号收到了。") == ["幺二三四", "五六七八号", "幺二三四", "五六七八号", "收到了"]


def test_a_sentence_that_says_its_number_twice_itself_is_not_made_to_say_it_four_times():
    sentence = "单号是1234 5678，再说一遍，1234 5678。"
    assert said(sentence) == ["单号是幺二三四", "五六七八", "再说一遍", "幺二三四", "五六七八"]
    assert pauses(sentence)[::3] == [Pause.GROUP, Pause.GROUP]


def test_groups_stand_600_ms_apart():
    assert Pause.GROUP.value.least == Pause.GROUP.value.most == 0.6


def test_two_hotlines_side_by_side_are_two_numbers():
    assert said("打12345、96110。") == ["打幺二三四五", "幺二三四五", "九六幺幺零", "九六幺幺零"]


def test_a_hotline_comes_twice_and_the_sentence_goes_on():
    assert said("打12345问，或者来一趟。") == ["打幺二三四五", "幺二三四五", "问", "或者来一趟"]


@pytest.mark.parametrize(
    "sentence",
    [
        "30个工作日以内。",
        "2025年3月1日起，每月100元。",
        "1948年生的。",
        "着火打119，急病打120。",
        "尾号6789的手机。",
        "一共12345元。",
        "住3号楼1203室。",
        "大约3.14159。",
    ],
)
def test_other_numbers_come_once(sentence):
    assert Pause.AGAIN not in pauses(sentence)


def test_only_a_slow_voice_takes_breath_within_a_long_phrase():
    sentence = "带上您和代办人两个人的身份证和委托书。"
    assert len(said(sentence, 180)) == 1
    slow = said(sentence, 120)
    assert len(slow) > 1 and "".join(slow) == said(sentence, 180)[0]
    assert min(map(len, slow)) >= PHRASING.shortest


@pytest.mark.parametrize("word", ["收到", "只要", "需要", "共和国", "达到", "来到"])
def test_no_breath_is_taken_within_a_word(word):
    for phrase in said(f"我们大家今天{word}明天后天的", 120):
        assert word in phrase or not set(word) & set(phrase)


@given(st.text(alphabet="您带身份证和照片到社区打12345，。、；的是要9 ", max_size=60), st.integers(120, 260))
def test_nothing_is_lost_but_pauses(sentence, rate):
    once = [phrase.text for phrase in PHRASING.phrases(sentence, 180)]
    assert "".join(said(sentence, rate)) == "".join(once) and all(once)


def test_a_broken_file_is_noticed(tmp_path):
    (tmp_path / "phrasing.yml").write_text("number: x\n", encoding="utf-8")
    with pytest.raises(KeyError):
        Phrasing.load(tmp_path / "phrasing.yml")
