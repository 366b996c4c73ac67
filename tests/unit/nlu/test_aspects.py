"""What a resident wants to know shows in the last question word, however long the story before it."""

import pytest

from assistant.nlu.features import wanted
from assistant.text.questions import hints, last_hints

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("said", "aspect"),
    [
        ("这张卡怎么办", "steps"),
        ("你帮我登记", "apply"),
        ("我够不够条件", "eligibility"),
        ("那要带啥", "materials"),
        ("这个去哪个窗口", "place"),
        ("办下来要几天", "time_limit"),
        ("收不收手续费", "fee"),
        ("一个月给多少", "amount"),
        ("这事归谁管", "who_is_responsible"),
        ("儿子能代办吗", "proxy"),
        ("上个月交的批下来没", "status"),
    ],
)
def test_a_question_word_points_to_its_aspect(said: str, aspect: str) -> None:
    assert aspect in {hint.aspect for hint in hints(said)}


def test_of_two_questions_the_last_one_closes() -> None:
    closing = last_hints(hints("要带啥材料，去哪个窗口"))
    assert {hint.aspect for hint in closing} == {"place"}


def test_punctuation_does_not_move_a_hint_away_from_the_end() -> None:
    assert [hint.after for hint in hints("这事归谁管？！")] == [hint.after for hint in hints("这事归谁管")]


def test_a_bare_name_points_nowhere() -> None:
    assert last_hints(hints("老年卡")) == []
    assert wanted("老年卡") == ["none"]


def test_a_question_before_a_long_story_counts_as_far() -> None:
    assert "steps@far" in wanted("咋办啊我跟老伴两个人都七十好几了走也走不动")
    assert "steps@end" in wanted("我跟老伴两个人都七十好几了走也走不动咋办啊")
