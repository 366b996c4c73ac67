"""Say it again: the last sentence, then all of it, as often as wanted; and from where the voice was stopped."""

import pytest

from kiosk import effects as fx
from kiosk import events as ev
from kiosk.turn_state import Mode, Turn
from tests.unit.kiosk.test_turn import listening, run

pytestmark = pytest.mark.unit

ANSWER = ("要带身份证。", "去社区办。", "不收钱。")


def answered(turn: Turn | None = None) -> Turn:
    """A visit in which an answer of three sentences is being spoken."""
    turn, _ = run(ev.Typed("问"), turn=turn or listening())
    return run(ev.Replied(turn.number, ANSWER), ev.Ended(turn.number), turn=turn)[0]


def heard_out(turn: Turn) -> Turn:
    return run(ev.ClipOver(turn.pending[-1]), turn=turn)[0]


def again(turn: Turn, whole: bool = False) -> tuple[Turn, list[str]]:
    """One wish to hear it again, and what is spoken for it."""
    turn, done = run(ev.RepeatPressed(whole), turn=turn)
    return turn, [effect.text for effect in done if isinstance(effect, fx.Say)]


def test_the_first_wish_is_met_with_the_last_sentence_and_the_next_with_all_of_it() -> None:
    turn, said = again(heard_out(answered()))
    assert said == ["不收钱。"]
    for _ in range(5):
        turn, said = again(heard_out(turn))
        assert said == list(ANSWER)
    assert turn.mode is Mode.SPEAKING


@pytest.mark.parametrize("heard", [0, 1, 2])
def test_in_the_middle_of_an_answer_it_goes_on_from_the_sentence_under_way(heard: int) -> None:
    turn = answered()
    for _ in range(heard):
        turn, _ = run(ev.ClipOver(turn.pending[0]), turn=turn)
    turn, said = again(turn)
    assert said == list(ANSWER[heard:])
    assert heard_out(turn).microphone


@pytest.mark.parametrize("cut_in", [ev.Touched(), ev.CutIn(), ev.ListenPressed(), ev.PausePressed()])
def test_after_cutting_in_it_goes_on_from_the_sentence_that_was_cut(cut_in: ev.Event) -> None:
    turn, _ = run(*(ev.ClipOver(n) for n in answered().pending[:1]), cut_in, turn=answered())
    turn, said = again(turn)
    assert said == list(ANSWER[1:])
    turn, said = again(heard_out(turn))
    assert said == list(ANSWER)


def test_a_sentence_repeated_to_its_end_is_no_longer_the_one_that_was_cut() -> None:
    turn, _ = run(ev.Touched(), turn=answered())
    turn, _ = again(turn)
    turn = run(ev.Typed("再问"), turn=heard_out(turn))[0]
    turn, _ = run(ev.Replied(turn.number, ("一。", "二。")), ev.Ended(turn.number), turn=turn)
    assert again(heard_out(turn))[1] == ["二。"]


def test_a_new_question_makes_the_next_wish_a_first_one() -> None:
    turn, _ = again(heard_out(answered()))
    assert again(heard_out(answered(heard_out(turn))))[1] == ["不收钱。"]


def test_whoever_puts_on_earphones_hears_the_whole_answer() -> None:
    assert again(heard_out(answered()), whole=True)[1] == list(ANSWER)


def test_the_right_sentence_lights_up_while_it_is_said_again() -> None:
    turn, done = run(ev.RepeatPressed(), turn=heard_out(answered()))
    (shown,) = [effect for effect in done if isinstance(effect, fx.ShowReply)]
    assert shown.again and shown.sentences == ANSWER
    assert shown.utterances == (None, None, turn.pending[0])
