"""Who is heard while the kiosk speaks: the kiosk, a listener, or somebody with something to say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.barge_in import BargeIn, Meaning
from kiosk.echo import without_echo
from kiosk.events import CutIn, FinalHeard, NothingHeard, PartialHeard, SpeechPaused, SpeechStarted, Touched
from kiosk.overhearing import Overhearing
from kiosk.speech.phrasing import Phrasing
from kiosk.turn_state import Mode, Turn

pytestmark = pytest.mark.unit

BARGE_IN = BargeIn.load()
SAID = ("您听好要带身份证户口簿和社保卡", "带齐了到户口所在的社区去办当天就能登记")
SPEAKING = Turn(mode=Mode.SPEAKING, pending=(1,))
FLOOR = Turn(mode=Mode.LISTENING)
PAUSED = Turn(mode=Mode.PAUSED)


def meaning(heard, said=SAID):
    return BARGE_IN.judge(heard, said).meaning


@pytest.mark.parametrize(
    "heard",
    [
        "要",
        "要带",
        "要带身份证户口簿",
        "药带深份正和社包卡",
        "的身份证护口不河社保",
        "带去了道户口所在社区去板当天就能",
        "",
    ],
)
def test_its_own_voice_never_stops_it_however_badly_it_is_heard(heard):
    assert meaning(heard) is Meaning.NOTHING


@pytest.mark.parametrize(
    "heard", ["嗯", "啊", "嗯嗯", "对对对", "哦好的", "是的", "知道了", "那个", "可", "克", "身份证嗯"]
)
def test_a_listener_a_cough_and_a_noise_heard_as_a_word_do_not_stop_it(heard):
    assert meaning(heard) is Meaning.MURMUR


@pytest.mark.parametrize("heard", ["等一下", "停", "不对", "哎等等", "慢一点", "没听清", "再说一遍"])
def test_a_word_that_means_stop_does_so_at_once(heard):
    assert BARGE_IN.judge(heard, SAID).stops_at_once


@pytest.mark.parametrize("heard", ["我要找人", "救命", "我胸口疼", "着火了", "带齐了到户口快叫救护车", "有人让我转账"])
def test_a_person_is_called_and_danger_met_in_the_middle_of_a_sentence(heard):
    assert meaning(heard) is Meaning.CALL


@pytest.mark.parametrize("heard", ["社保卡丢了怎么办", "户口簿没有怎么办", "老年公交卡怎么办", "我想问别的"])
def test_words_of_a_person_are_words_even_about_what_is_being_said(heard):
    overheard = BARGE_IN.judge(heard, SAID)
    assert overheard.meaning is Meaning.WORDS and overheard.words == heard


def test_what_a_person_says_after_the_echo_is_kept_and_the_echo_is_not():
    overheard = BARGE_IN.judge("要带身份证户口簿和社保卡我要办高龄津贴", SAID)
    assert overheard.words == "我要办高龄津贴" and overheard.meaning is Meaning.WORDS


def test_a_stop_at_the_end_of_a_long_echo_is_waited_for_it_may_be_misheard():
    heard = "要带身份证户口簿和社保卡再说一遍"
    assert meaning(heard) is Meaning.STOP and not BARGE_IN.judge(heard, SAID).is_urgent
    assert BARGE_IN.judge("要带身份证户口簿和社保卡救命", SAID).is_urgent


def test_a_word_of_one_syllable_stops_only_where_it_stands_alone():
    assert meaning("停停", ()) is not Meaning.STOP and meaning("停", ()) is Meaning.STOP
    assert meaning("停发", ("停发待遇以后",)) is Meaning.NOTHING


def test_a_syllable_misheard_for_another_is_the_kiosks_own_voice_even_at_the_end_of_what_was_heard():
    assert meaning("带齐了到顾口", SAID) is meaning("去社区去瓣当田", SAID) is Meaning.NOTHING


def test_what_only_sounds_like_stop_is_believed_when_it_is_heard_again():
    said = "您要不要我问您两句"
    assert told(overhearing(said), SPEAKING, SpeechStarted(), PartialHeard("尿不湿"), PartialHeard("您要不要")) == []
    twice = [SpeechStarted(), PartialHeard("不四"), PartialHeard("不四社保")]
    assert CutIn() in told(overhearing(said), SPEAKING, *twice)


@pytest.mark.parametrize(
    ("heard", "said"),
    [("每住等一下提前一个月去签注", Meaning.STOP), ("每住帮帮我提前一个月去签注", Meaning.CALL)],
)
def test_a_word_spoken_right_over_the_voice_is_found_in_the_middle_of_its_echo(heard, said):
    voice = ("每住满一年提前一个月去签注",)
    assert BARGE_IN.judge(heard, voice).meaning is said
    assert BARGE_IN.judge("每住满一年提前一个月去签注", voice).meaning is Meaning.NOTHING


def test_a_danger_told_right_over_the_voice_is_met_when_it_is_heard_again():
    voice = ("身份证户口簿的原件和复印件",)
    overheard = BARGE_IN.judge("身份证我胸口疼件和", voice)
    assert overheard.meaning is Meaning.CALL and "我胸口疼" in overheard.words and not overheard.stops_at_once
    again = [SpeechStarted(), PartialHeard("身份证我胸口疼"), PartialHeard("身份证我胸口疼件和")]
    assert CutIn() in told(overhearing(*voice), SPEAKING, *again)


def test_a_danger_that_the_voice_itself_tells_of_is_none():
    voice = ("胸口疼得厉害马上打120",)
    assert BARGE_IN.judge("胸口疼的厉害马上打", voice).meaning is Meaning.NOTHING


HANZI = st.text("要带身份证户口簿和社保卡等一下嗯我", max_size=30)


@given(HANZI, HANZI)
def test_what_is_left_is_part_of_what_was_heard(heard, said):
    parted = without_echo(heard, said)
    assert set(parted.own) <= set(heard) and heard.endswith(parted.rest)
    assert bool(parted.own) == bool(parted.rest)


@given(HANZI)
def test_nothing_heard_of_the_whole_sentence_is_anybody_elses(said):
    assert without_echo(said, said).own == ""


def overhearing(*said):
    made = Overhearing(BARGE_IN, Phrasing.load())
    for sentence in said:
        made.say(sentence)
    return made


def told(overhearing, turn, *heard):
    return [event for one in heard for event in overhearing.events(one, turn)]


def test_with_the_floor_everything_goes_through():
    heard = [
        SpeechStarted(),
        PartialHeard("要带"),
        SpeechPaused(True),
        FinalHeard("要带"),
        SpeechStarted(),
        NothingHeard(),
    ]
    assert told(overhearing("要带身份证。"), FLOOR, *heard) == heard


def test_an_echo_and_noise_go_no_further():
    heard = [SpeechStarted(), PartialHeard("要带身份"), SpeechPaused(True), FinalHeard("要带身份证")]
    assert told(overhearing("要带身份证。"), SPEAKING, *heard, SpeechStarted(), NothingHeard()) == []


def test_a_number_is_said_twice_and_so_is_its_echo():
    echo = FinalHeard("打一二三四五一二三四五")
    assert told(overhearing("打12345。"), SPEAKING, SpeechStarted(), echo) == []


def test_stop_is_not_waited_for_and_other_words_only_until_they_are_steady():
    stop = told(overhearing(), SPEAKING, SpeechStarted(), PartialHeard("等一下"))
    assert stop == [CutIn(), PartialHeard("等一下")]
    growing = [PartialHeard(text) for text in ("社保卡", "社保卡丢", "社保卡丢了")]
    assert told(overhearing(), SPEAKING, SpeechStarted(), *growing[:2]) == []
    assert told(overhearing(), SPEAKING, SpeechStarted(), *growing)[0] == CutIn()
    assert told(overhearing(), SPEAKING, SpeechStarted(), growing[0], SpeechPaused(True))[0] == CutIn()
    assert told(overhearing(), SPEAKING, SpeechStarted(), FinalHeard("社保卡")) == [CutIn(), FinalHeard("社保卡")]


def test_the_voice_over_the_rest_of_what_is_said_counts_without_the_echo():
    ears = overhearing("您要办哪一样？")
    assert told(ears, SPEAKING, SpeechStarted(), PartialHeard("要办哪一样")) == []
    assert told(ears, FLOOR, PartialHeard("要办哪一样"), FinalHeard("要办哪一样高龄津贴")) == [FinalHeard("高龄津贴")]


def test_a_short_answer_into_the_end_of_a_question_is_an_answer():
    ears = overhearing("您是给自己办吗？")
    assert told(ears, SPEAKING, SpeechStarted(), PartialHeard("是")) == []
    assert told(overhearing("您是给自己办吗？"), SPEAKING, SpeechStarted(), FinalHeard("是")) == []
    assert told(ears, FLOOR, FinalHeard("是")) == [FinalHeard("是")]


def test_an_echo_that_ends_after_the_voice_asks_nothing():
    ears = overhearing("您是给自己办吗？")
    assert told(ears, SPEAKING, SpeechStarted()) == told(ears, FLOOR, FinalHeard("给自己办吗")) == []


def test_words_begun_with_the_floor_do_not_carry_an_echo_into_the_next_turn():
    ears = overhearing("要带身份证。")
    assert told(ears, FLOOR, SpeechStarted()) == [SpeechStarted()]
    assert told(ears, SPEAKING, PartialHeard("要带身份证")) == []
    assert told(ears, FLOOR, FinalHeard("要带身份证")) == []


def test_in_a_pause_only_what_is_meant_for_the_kiosk_counts():
    aside = [SpeechStarted(), PartialHeard("你吃饭没有"), FinalHeard("你吃饭没有我在外面")]
    assert told(overhearing(), PAUSED, *aside[:2], FinalHeard("你吃饭没有")) == []
    assert told(overhearing(), PAUSED, SpeechStarted(), FinalHeard("好了继续吧")) == [Touched()]
    assert told(overhearing(), PAUSED, SpeechStarted(), FinalHeard("我要找人")) == [CutIn(), FinalHeard("我要找人")]
    assert told(overhearing(), PAUSED, SpeechStarted(), FinalHeard("我胸口疼")) == [CutIn(), FinalHeard("我胸口疼")]


def test_while_it_thinks_new_words_are_heard_to_their_end():
    thinking = Turn(mode=Mode.THINKING, asking=True)
    ears = overhearing()
    assert told(ears, thinking, SpeechStarted(), PartialHeard("等一下"), SpeechPaused(True)) == []
    assert told(ears, thinking, FinalHeard("等一下")) == [CutIn(), FinalHeard("等一下")]
