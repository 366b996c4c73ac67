import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.pinyin import NEAR, closest_span, distance, fold, syllable_cost, syllables

pytestmark = pytest.mark.unit

HANZI_TEXT = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=12)
ALIKE = [
    ("zhang", "zang", "zan"),
    ("chi", "ci"),
    ("shi", "si"),
    ("nai", "lai"),
    ("ran", "lan"),
    ("hu", "fu"),
    ("hua", "fa"),
]
APART = ["ba", "jin", "qiong", "yi", "e", "nv", "wo"]
SYLLABLES = st.sampled_from([sound for alike in ALIKE for sound in alike] + APART)


def test_toneless_and_in_context() -> None:
    assert syllables("重庆女儿") == ("chong", "qing", "nv", "er")


def test_other_characters_stay_lower_cased_one_each() -> None:
    assert syllables("用APP办 1") == ("yong", "a", "p", "p", "ban", " ", "1")


@given(st.text(max_size=40))
def test_one_entry_per_character(text: str) -> None:
    assert len(syllables(text)) == len(text)


@pytest.mark.parametrize(
    ("meant", "heard"),
    [
        ("养老金", "养老经"),
        ("津贴", "金贴"),
        ("高龄", "高岭"),
        ("低保", "地保"),
        ("异地", "已地"),
        ("身份证", "深份证"),
        ("失能", "是能"),
        ("公证", "公正"),
        ("认证", "认真"),
        ("奶奶", "来来"),
        ("湖南", "福南"),
        ("刷脸", "刷连"),
        ("丧葬", "上账"),
        ("助餐", "主餐"),
    ],
)
def test_usual_mishearings_are_near(meant: str, heard: str) -> None:
    assert distance(syllables(meant), syllables(heard)) <= 0.7
    assert [fold(sound) for sound in syllables(meant)] == [fold(sound) for sound in syllables(heard)]


def test_will_and_survivors_are_told_apart() -> None:
    assert distance(syllables("遗嘱"), syllables("遗属")) > NEAR


@given(SYLLABLES)
def test_folding_is_idempotent(sound: str) -> None:
    assert fold(fold(sound)) == fold(sound)


@given(SYLLABLES, SYLLABLES)
def test_cost_is_symmetric_and_zero_only_for_the_same(a: str, b: str) -> None:
    assert syllable_cost(a, b) == syllable_cost(b, a)
    assert (syllable_cost(a, b) == 0) == (a == b)
    assert 0 <= syllable_cost(a, b) <= 1


def test_initial_and_final_are_compared_apart() -> None:
    assert syllable_cost("zhang", "zang") == NEAR
    assert syllable_cost("zhang", "zan") == 2 * NEAR
    assert syllable_cost("hua", "fa") == NEAR
    assert syllable_cost("ba", "qiong") == 1


@given(HANZI_TEXT, HANZI_TEXT)
def test_distance_is_symmetric_and_bounded(a: str, b: str) -> None:
    forth = distance(syllables(a), syllables(b))
    assert forth == pytest.approx(distance(syllables(b), syllables(a)))
    assert abs(len(a) - len(b)) <= forth + 1e-9 <= max(len(a), len(b)) + 1e-6


def test_a_service_is_found_inside_a_sentence() -> None:
    said = "我想问问那个高铃金贴咋办"
    span = closest_span(syllables("高龄津贴"), syllables(said))
    assert said[span.start : span.end] == "高铃金贴"
    assert span.cost == 0


def test_nothing_to_search_costs_the_whole_needle() -> None:
    span = closest_span(syllables("津贴"), ())
    assert (span.start, span.end, span.cost) == (0, 0, 2)


@given(HANZI_TEXT, HANZI_TEXT, HANZI_TEXT)
def test_what_is_there_is_found_at_no_cost(before: str, needle: str, after: str) -> None:
    haystack = syllables(before) + syllables(needle) + syllables(after)
    span = closest_span(syllables(needle), haystack)
    assert span.cost == 0
    assert span.end - span.start == len(needle)
