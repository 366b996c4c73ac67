"""A visit, told as what happens and what the kiosk does about it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk import effects as fx
from kiosk import events as ev
from kiosk.speech.level_meter import Level
from kiosk.turn import HUMAN, RESTART, advance
from kiosk.turn_state import Mode, Rules, Turn, offers

pytestmark = pytest.mark.unit

RULES = Rules()


def run(*events, turn=None):
    """The turn after the events, and all that was done about them."""
    turn = turn or Turn()
    done = []
    for event in events:
        turn, effects = advance(turn, event, RULES)
        done += effects
    return turn, done


def listening():
    """A visit in which the greeting has been spoken."""
    turn, _ = run(ev.Touched())
    turn, _ = run(ev.ClipOver(turn.pending[-1]), turn=turn)
    return turn


def answered(text="好。", then=ev.Then.LISTEN, **reply):
    """A visit in the middle of a spoken answer, everything said by the dialogue."""
    turn, _ = run(ev.Typed("问"), turn=listening())
    return run(ev.Replied(turn.number, (text,), then=then, **reply), ev.Ended(turn.number), turn=turn)[0]


def heard_out(turn):
    return run(ev.ClipOver(turn.pending[-1]), turn=turn)


def wait(turn, seconds):
    """Silence, in ticks of a quarter second, every clip being played at once."""
    done = []
    for _ in range(round(seconds * 4)):
        turn, effects = run(ev.Tick(0.25), turn=turn)
        done += effects
        while turn.pending:
            turn, effects = run(ev.ClipOver(turn.pending[0]), turn=turn)
            done += effects
    return turn, done


def kinds(done):
    return [type(effect) for effect in done]


def prompts(done):
    return [effect.key for effect in done if isinstance(effect, fx.Prompt)]


def test_a_touch_at_rest_is_greeted_aloud_and_then_listened_to():
    turn, done = run(ev.Touched())
    assert prompts(done) == ["greeting"]
    assert not turn.microphone
    turn, _ = heard_out(turn)
    assert turn.mode is Mode.LISTENING and turn.microphone


def test_words_are_shown_while_they_are_spoken():
    _, done = run(ev.SpeechStarted(), ev.PartialHeard("高龄"), turn=listening())
    assert done == [fx.ShowHeard("高龄", final=False)]


def test_what_was_said_is_acknowledged_at_once_and_asked():
    turn, done = run(ev.SpeechStarted(), ev.FinalHeard("高龄津贴咋领"), turn=listening())
    assert done == [
        fx.ShowHeard("高龄津贴咋领", final=True),
        fx.Acknowledge(),
        fx.Ask(turn.number, "高龄津贴咋领"),
    ]
    assert turn.mode is Mode.THINKING and not turn.microphone


def test_a_button_asks_its_payload_and_shows_its_title():
    _, done = run(ev.Pressed("社保卡", "/svc.social_card"))
    assert fx.ShowHeard("社保卡", final=True) in done
    assert [effect.text for effect in done if isinstance(effect, fx.Ask)] == ["/svc.social_card"]


def test_the_same_button_again_before_anything_was_answered_asks_once():
    press = ev.Pressed("社保卡", "/svc.social_card")
    _, done = run(press, press)
    assert kinds(done).count(fx.Ask) == 1


def test_the_same_words_after_the_first_sentence_of_the_answer_are_a_new_question():
    _, done = run(ev.Typed("交吧"), ev.Replied(1, ("没能交上去，请再说一次。",)), ev.Typed("交吧"))
    assert kinds(done).count(fx.Ask) == 2


def test_another_question_takes_the_place_of_the_one_under_way():
    turn, done = run(ev.Typed("一"), ev.Typed("二"), ev.Replied(1, ("答一。",)))
    assert [effect.text for effect in done if isinstance(effect, fx.Ask)] == ["一", "二"]
    assert fx.ShowReply not in kinds(done)
    assert turn.number == 2


def test_an_answer_is_spoken_sentence_by_sentence_with_the_microphone_closed():
    turn, _ = run(ev.Typed("问"), turn=listening())
    turn, done = run(ev.Replied(turn.number, ("一。", "二。")), turn=turn)
    said = [effect for effect in done if isinstance(effect, fx.Say)]
    assert [effect.text for effect in said] == ["一。", "二。"]
    turn, _ = run(ev.Ended(turn.number), ev.ClipOver(said[0].utterance), turn=turn)
    assert turn.mode is Mode.SPEAKING and not turn.microphone
    turn, _ = run(ev.ClipOver(said[1].utterance), turn=turn)
    assert turn.mode is Mode.LISTENING and turn.microphone


def test_a_touch_stops_the_voice_and_gives_the_floor():
    turn, done = run(ev.Touched(), turn=answered())
    assert done == [fx.StopVoice()]
    assert turn.microphone


def test_after_a_touch_the_rest_of_the_answer_is_shown_and_not_spoken():
    turn, _ = run(ev.Typed("问"), turn=listening())
    turn, _ = run(ev.Replied(turn.number, ("一。",)), ev.Touched(), turn=turn)
    turn, done = run(ev.Replied(turn.number, ("二。",)), turn=turn)
    assert done == [fx.ShowReply(("二。",), (None,))]
    turn, _ = run(ev.Ended(turn.number), turn=turn)
    assert turn.microphone


def test_a_filler_bridges_a_slow_answer_once():
    turn, _ = run(ev.Typed("问"), turn=listening())
    turn, done = wait(turn, 1.5)
    assert prompts(done) == []
    turn, done = wait(turn, 3)
    assert prompts(done) == ["filler"]
    assert turn.mode is Mode.THINKING


@pytest.mark.parametrize("silence", [ev.DialogueFailed(1), ev.Ended(1), ev.Tick(12.0)])
def test_no_answer_is_never_silence(silence):
    turn, done = run(ev.Typed("问"), silence)
    assert "dialogue_down" in prompts(done)
    assert turn.mode is Mode.LISTENING


def test_an_answer_that_breaks_off_ends_all_the_same():
    turn, _ = run(ev.Typed("问"), ev.Replied(1, ("答。",)), ev.ClipOver(1))
    assert turn.mode is Mode.SPEAKING
    turn, done = run(ev.Tick(RULES.thinking), turn=turn)
    assert turn.mode is Mode.LISTENING and prompts(done) == []


def test_a_voice_that_never_reports_back_is_given_up():
    turn, done = run(ev.ClipReady(2, 3.0), ev.Tick(5.0), ev.Tick(5.0), turn=answered())
    assert fx.StopVoice() in done
    assert turn.microphone


def test_a_long_clip_is_not_cut_short():
    turn = answered()
    turn, done = run(ev.ClipReady(turn.pending[0], 30.0), ev.Tick(29.0), turn=turn)
    assert done == [] and turn.mode is Mode.SPEAKING


def test_silence_is_met_with_three_reminders():
    _, done = wait(listening(), 45)
    assert prompts(done) == ["try", "choices", "still_there"]


@pytest.mark.parametrize(("seconds", "key"), [(8, "try"), (18, "choices"), (38, "still_there")])
def test_each_reminder_comes_at_its_second_and_not_before(seconds, key):
    turn, done = wait(listening(), seconds - 0.25)
    assert key not in prompts(done)
    assert key in prompts(wait(turn, 0.25)[1])


def test_a_filler_comes_at_one_point_eight_seconds_and_not_before():
    turn, _ = run(ev.Typed("问"), turn=listening())
    turn, done = run(ev.Tick(1.79), turn=turn)
    assert prompts(done) == []
    assert prompts(run(ev.Tick(0.02), turn=turn)[1]) == ["filler"]


def test_a_voice_that_falls_silent_gets_a_sign_at_once_and_the_tone_only_once():
    turn, _ = run(ev.SpeechStarted(), ev.PartialHeard("高龄津贴"), turn=listening())
    turn, done = run(ev.SpeechPaused(complete=True), turn=turn)
    assert done == [fx.Acknowledge(sound=True, over=False)] and turn.mode is Mode.LISTENING
    turn, done = run(ev.SpeechResumed(0.8), ev.SpeechPaused(complete=True), turn=turn)
    assert done == [fx.Acknowledge(sound=False, over=False)]
    turn, done = run(ev.FinalHeard("高龄津贴怎么领"), turn=turn)
    assert fx.Acknowledge(sound=False) in done
    turn, _ = run(ev.Ended(turn.number), ev.ListenPressed(), ev.SpeechStarted(), turn=turn)
    assert run(ev.SpeechPaused(complete=True), turn=turn)[1] == [fx.Acknowledge(sound=True, over=False)]


def test_no_tone_falls_into_the_middle_of_looking_for_a_word():
    turn, _ = run(ev.SpeechStarted(), ev.PartialHeard("我要办那个"), turn=listening())
    assert run(ev.SpeechPaused(complete=False), turn=turn)[1] == [fx.Acknowledge(sound=False, over=False)]


def test_how_somebody_pauses_is_learnt_and_goes_with_them():
    turn, _ = run(ev.SpeechStarted(), ev.SpeechResumed(1.4), ev.FinalHeard("高龄津贴"), turn=listening())
    assert turn.pauses.patience(1.5) == pytest.approx(2.1)
    turn, _ = run(ev.EndPressed(), turn=turn)
    assert turn.pauses.patience(1.5) == 1.5


def test_pauses_of_whoever_speaks_while_the_kiosk_does_teach_nothing():
    turn, _ = run(ev.SpeechResumed(1.4), ev.SpeechPaused(complete=True), turn=answered())
    assert turn.pauses.lengths == ()


def test_without_ears_the_reminder_does_not_ask_to_speak():
    turn, _ = run(ev.MicrophoneChanged(False), turn=listening())
    assert prompts(wait(turn, 10)[1]) == ["try_by_hand"]


def test_a_card_is_left_alone_to_be_read():
    turn, _ = heard_out(answered(has_card=True))
    assert prompts(wait(turn, 20)[1]) == []
    assert prompts(wait(turn, 30)[1]) == ["try"]


def test_ninety_quiet_seconds_warn_and_thirty_more_wipe():
    turn, done = wait(listening(), 89)
    assert "leaving" not in prompts(done)
    turn, done = wait(turn, 2)
    assert prompts(done) == ["leaving"] and turn.microphone
    turn, done = wait(turn, 28)
    assert fx.Wipe() not in done
    turn, done = wait(turn, 2)
    assert fx.Wipe() in done and "wiped" in prompts(done)
    assert turn.mode is Mode.ATTRACT


@pytest.mark.parametrize("sign", [ev.Touched(), ev.SpeechStarted(), ev.PartialHeard("我在"), ev.Typed("我在")])
def test_any_sign_of_life_ends_the_countdown_however_often(sign):
    turn = listening()
    for _ in range(12):
        turn, _ = wait(turn, 92)
        assert turn.leaving is not None
        turn, _ = run(sign, turn=turn)
        assert turn.leaving is None
        turn, _ = run(ev.Ended(turn.number), ev.ListenPressed(), turn=turn)


def test_a_pause_lasts_five_minutes():
    turn, _ = run(ev.PausePressed(), turn=listening())
    assert turn.mode is Mode.PAUSED and not turn.microphone
    turn, done = wait(turn, 299)
    assert done == []
    turn, done = wait(turn, 2)
    assert prompts(done) == ["leaving"]


def test_a_touch_ends_the_pause():
    turn, _ = run(ev.PausePressed(), ev.Touched(), turn=listening())
    assert turn.microphone


@pytest.mark.parametrize(("then", "mode"), [(ev.Then.PAUSE, Mode.PAUSED), (ev.Then.END, Mode.ATTRACT)])
def test_a_promise_in_an_answer_is_kept_when_it_has_been_spoken(then, mode):
    turn = answered(then=then)
    assert turn.mode is Mode.SPEAKING
    assert heard_out(turn)[0].mode is mode


def test_say_it_again_speaks_the_last_answer_without_asking():
    turn, _ = heard_out(answered("要带身份证。"))
    turn, done = run(ev.RepeatPressed(), turn=turn)
    assert [effect.text for effect in done if isinstance(effect, fx.Say)] == ["要带身份证。"]
    assert done[0].again
    assert heard_out(turn)[0].microphone


def test_say_it_again_before_anything_was_said():
    assert prompts(run(ev.RepeatPressed(), turn=listening())[1]) == ["nothing_said_yet"]


def test_home_shows_the_first_screen_and_starts_over():
    _, done = run(ev.HomePressed(), turn=answered())
    assert done[0] == fx.ShowHome()
    assert [effect.text for effect in done if isinstance(effect, fx.Ask)] == [RESTART]


def test_home_before_any_question_asks_nothing():
    assert run(ev.HomePressed(), turn=listening())[1] == [fx.ShowHome()]
    assert run(ev.HomePressed())[1] == [fx.ShowHome()]


def test_a_person_is_called_at_once_from_anywhere_and_waited_for():
    for turn in (Turn(), listening(), answered()):
        turn, done = run(ev.PersonPressed(), turn=turn)
        assert turn.person
        assert [effect.text for effect in done if isinstance(effect, fx.Ask)] == [HUMAN]
        turn, _ = run(ev.DialogueFailed(turn.number), turn=turn)
        turn, done = wait(turn, 200)
        assert turn.person and fx.Wipe() not in done
        assert not run(ev.PersonDismissed(), turn=turn)[0].person


def test_a_handover_by_the_dialogue_shows_as_a_call():
    turn, done = run(ev.Typed("胸口疼"), ev.Replied(1, ("请坐下。",)), ev.Ended(1, handover=True))
    assert turn.person
    assert prompts(done)[-1] == "call_staff"


def test_nobody_in_the_room_is_called_without_a_handover():
    _, done = run(ev.Typed("津贴"), ev.Replied(1, ("带身份证。",)), ev.Ended(1))
    assert "call_staff" not in prompts(done)


def test_the_end_wipes_and_a_late_answer_reaches_nobody():
    turn, done = run(ev.Typed("我的事"), ev.EndPressed())
    assert fx.Wipe() in done and turn.said == () and turn.asked == ""
    turn, done = run(ev.Typed("别人的事"), ev.Replied(1, ("您的事。",)), turn=turn)
    assert fx.ShowReply not in kinds(done)


def test_noise_is_met_in_writing_and_the_second_time_aloud():
    turn, done = run(ev.SpeechStarted(), ev.NothingHeard(), turn=listening())
    assert done == [fx.Prompt("not_heard")]
    turn, done = run(ev.SpeechStarted(), ev.FinalHeard(" "), turn=turn)
    assert prompts(done) == ["not_heard_again"] and turn.pending


def test_a_voice_from_far_away_is_asked_to_come_closer_and_not_again_for_a_while():
    turn, done = run(ev.SpeechStarted(), ev.NothingHeard(Level.QUIET), turn=listening())
    assert prompts(done) == ["come_closer"] and turn.pending
    turn, _ = heard_out(turn)
    assert prompts(run(ev.NothingHeard(Level.QUIET), turn=turn)[1]) == ["not_heard_again"]
    turn, _ = heard_out(run(ev.NothingHeard(Level.QUIET), turn=turn)[0])
    turn, _ = wait(turn, 61)
    assert prompts(run(ev.NothingHeard(Level.CLIPPED), turn=turn)[1]) == ["too_loud"]


def by_press():
    """A visit at a kiosk whose microphone is closed until its button is pressed, the greeting spoken."""
    turn, _ = run(ev.Touched(), turn=Turn(by_press=True))
    return run(ev.ClipOver(turn.pending[-1]), turn=turn)[0]


def test_press_once_to_talk_listens_for_one_answer():
    assert not by_press().microphone
    turn, _ = run(ev.ListenPressed(), turn=by_press())
    assert turn.microphone and "speak" in offers(turn)
    turn, done = run(ev.FinalHeard("高龄津贴"), turn=turn)
    assert fx.Ask in kinds(done)
    turn, _ = run(ev.Replied(turn.number, ("好。",)), ev.Ended(turn.number), turn=turn)
    turn, _ = heard_out(turn)
    assert turn.mode is Mode.LISTENING and not turn.microphone and "listen" in offers(turn)


def test_press_once_to_talk_overhears_nobody_and_a_press_stops_the_voice():
    turn, _ = run(ev.Typed("问"), turn=by_press())
    turn, _ = run(ev.Replied(turn.number, ("好。",)), turn=turn)
    assert not turn.overhears
    turn, done = run(ev.ListenPressed(), turn=turn)
    assert fx.StopVoice() in done and turn.microphone


def test_press_once_to_talk_goes_on_after_noise_and_for_the_next_person():
    turn, _ = run(ev.ListenPressed(), ev.NothingHeard(), turn=by_press())
    assert turn.microphone
    turn, _ = run(ev.EndPressed(), turn=turn)
    assert turn.by_press and not turn.armed


def test_whoever_presses_the_microphone_at_rest_may_speak_after_the_greeting():
    turn, done = run(ev.ListenPressed(), turn=Turn(by_press=True))
    assert prompts(done) == ["greeting"]
    assert heard_out(turn)[0].microphone


def test_who_has_to_press_first_is_reminded_of_it():
    assert prompts(wait(by_press(), 20)[1]) == ["try_by_press", "choices_by_press"]


def test_three_large_buttons_come_ten_seconds_after_the_first_reminder():
    turn, done = wait(listening(), 17.75)
    assert fx.ShowChoices() not in done
    assert fx.ShowChoices() in wait(turn, 0.25)[1]


def test_nothing_is_heard_while_the_kiosk_speaks():
    turn = answered()
    heard = (ev.SpeechStarted(), ev.PartialHeard("回声"), ev.FinalHeard("回声"), ev.NothingHeard())
    assert run(*heard, turn=turn) == (turn, [])


@pytest.mark.parametrize("turn", [answered(), run(ev.Touched())[0]], ids=["answer", "greeting"])
def test_words_that_cut_in_stop_the_voice_and_are_listened_to(turn):
    turn, done = run(ev.CutIn(), turn=turn)
    assert done == [fx.StopVoice()] and turn.microphone
    turn, done = run(ev.PartialHeard("别的"), ev.FinalHeard("别的事"), turn=turn)
    assert [effect.text for effect in done if isinstance(effect, fx.Ask)] == ["别的事"]


def test_words_that_cut_into_an_answer_still_coming_end_it():
    turn, _ = run(ev.Typed("问"), turn=listening())
    turn, _ = run(ev.Replied(turn.number, ("一。",)), turn=turn)
    turn, done = run(ev.CutIn(), ev.Replied(turn.number, ("二。",)), turn=turn)
    assert done == [fx.StopVoice(), fx.DropQuestion()] and turn.microphone


def test_words_end_a_pause():
    turn, _ = run(ev.PausePressed(), turn=listening())
    assert turn.overhears
    assert run(ev.CutIn(), turn=turn)[0].microphone


def test_nobody_is_overheard_at_rest_or_without_ears():
    assert not Turn().overhears
    turn, _ = run(ev.MicrophoneChanged(False), turn=answered())
    assert not turn.overhears
    assert run(ev.CutIn(), turn=turn) == (turn, [])


def test_a_voice_that_started_and_went_nowhere_does_not_hold_the_clock():
    turn, _ = run(ev.SpeechStarted(), turn=listening())
    assert fx.Wipe() in wait(turn, 200)[1]


def test_without_a_voice_everything_is_shown_and_nothing_waits_for_it():
    turn, done = run(ev.Typed("问"), ev.Replied(1, ("答。",)), ev.Ended(1), turn=Turn(voice=False))
    assert fx.ShowReply(("答。",), (None,)) in done and fx.Say not in kinds(done)
    assert turn.microphone


NUMBERS = st.integers(0, 12)
TEXTS = st.sampled_from(["", " ", "问", "高龄津贴"])
ANYTHING = st.one_of(
    st.sampled_from(
        [
            ev.SpeechStarted(),
            ev.CutIn(),
            ev.NothingHeard(),
            ev.ListenPressed(),
            ev.Touched(),
            ev.PausePressed(),
            ev.RepeatPressed(),
            ev.HomePressed(),
            ev.PersonPressed(),
            ev.PersonDismissed(),
            ev.EndPressed(),
        ]
    ),
    st.builds(ev.PartialHeard, TEXTS),
    st.builds(ev.FinalHeard, TEXTS),
    st.builds(ev.SpeechPaused, st.booleans()),
    st.builds(ev.SpeechResumed, st.floats(0.5, 4)),
    st.builds(ev.Typed, TEXTS),
    st.builds(ev.Pressed, TEXTS, st.just("/dlg.affirm")),
    st.builds(ev.Replied, NUMBERS, st.lists(TEXTS, max_size=3).map(tuple), st.booleans(), st.sampled_from(ev.Then)),
    st.builds(ev.Ended, NUMBERS, st.booleans()),
    st.builds(ev.DialogueFailed, NUMBERS),
    st.builds(ev.ClipReady, NUMBERS, st.floats(0, 20)),
    st.builds(ev.ClipOver, NUMBERS),
    st.builds(ev.MicrophoneChanged, st.booleans()),
    st.builds(ev.Tick, st.floats(0, 40)),
)
TURNS = st.builds(Turn, hearing=st.booleans(), voice=st.booleans(), by_press=st.booleans())


@settings(max_examples=300, deadline=None)
@given(TURNS, st.lists(ANYTHING, max_size=40))
def test_whatever_happens_a_person_is_one_press_away_and_something_can_be_done(turn, events):
    for event in events:
        turn, _ = run(event, turn=turn)
        assert {"person", "type", "press"} <= offers(turn)
        assert turn.mode is Mode.ATTRACT or {"home", "end"} <= offers(turn)
        assert not (turn.microphone and turn.pending)
        assert not (turn.microphone and turn.overhears)
        assert turn.asking or turn.mode is not Mode.THINKING


@settings(max_examples=150, deadline=None)
@given(TURNS, st.lists(ANYTHING, max_size=25))
def test_whatever_happened_an_abandoned_kiosk_is_wiped(turn, events):
    turn, _ = run(*events, turn=turn)
    for _ in range(1_000):
        turn, _ = run(ev.Tick(1.0), turn=turn)
        if turn.mode is Mode.ATTRACT:
            break
    assert turn.mode is Mode.ATTRACT
    assert turn.said == () and not turn.person
