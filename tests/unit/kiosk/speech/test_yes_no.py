"""Which of two readings of a short answer is believed."""

import pytest

from kiosk.speech.transcript import Transcript
from kiosk.speech.yes_no import YesNo

pytestmark = pytest.mark.unit

YES_NO = YesNo.load()


def reading(*words, has_unknown=False):
    return Transcript("".join(words), has_unknown)


def believed(free, narrow):
    return YES_NO.better(free, narrow).text


@pytest.mark.parametrize(("free", "narrow"), [("不同", ("不用",)), ("是在", ("是", "的")), ("以用", ("可以",))])
def test_a_short_answer_is_read_as_one_that_fits_the_question(free, narrow):
    assert believed(reading(free), reading(*narrow)) == "".join(narrow)


def test_whoever_says_something_else_is_not_taken_to_have_said_yes():
    assert believed(reading("高龄津贴怎么领"), reading("好")) == "高龄津贴怎么领"
    assert believed(reading("救命"), reading("有", "意")) == "救命"
    assert believed(reading("胸口疼"), reading("行", has_unknown=True)) == "胸口疼"
    assert believed(reading("停"), reading("行")) == "停"


def test_where_the_free_ears_heard_no_word_none_is_made_up():
    assert believed(reading(), reading("好")) == ""
