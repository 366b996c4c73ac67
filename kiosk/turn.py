"""Listening, thinking, speaking: the pure state machine of one person's visit.

::

    ATTRACT --touch, type, press--> LISTENING --final, typed, pressed--> THINKING --reply--> SPEAKING
       ^                              |  ^  ^                               |                   |
       |                              |  |  +-------- nothing came ---------+                   |
       +--- end, or 90 s + 30 s ------+  +----- played, or touched (the voice stops) -----------+
                                         +--touch-- PAUSED <-- "wait a moment" (five minutes)

No clock and no device: time comes as `Tick`, sound as `SpeechStarted` and its kin, and what is to be done
leaves as effects. The person has the floor in LISTENING alone; what is heard otherwise reaches the turn only as
`CutIn`, when `kiosk.overhearing` found a person's words in it. Every waiting state has a limit, so no state can hold
for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from assistant.text.also_heard import ALSO_HEARD
from kiosk.effects import Acknowledge, DropQuestion, Prompt, ShowHeard, ShowHome
from kiosk.events import (
    ClipOver,
    ClipReady,
    CutIn,
    DialogueFailed,
    Ended,
    EndPressed,
    Event,
    FinalHeard,
    HomePressed,
    ListenPressed,
    MicrophoneChanged,
    NothingHeard,
    PartialHeard,
    PausePressed,
    PersonDismissed,
    PersonPressed,
    Pressed,
    RepeatPressed,
    Replied,
    SpeechPaused,
    SpeechResumed,
    SpeechStarted,
    TakenUp,
    Tick,
    Touched,
    Typed,
)
from kiosk.speech.level_meter import Level
from kiosk.turn_clock import tick
from kiosk.turn_company import AGAIN, in_company
from kiosk.turn_state import Mode, Rules, Turn
from kiosk.turn_steps import (
    Result,
    ask,
    awake,
    end_question,
    floor,
    give_up_question,
    hush,
    prompt,
    sentence_under_way,
    settle,
    speak,
    take_floor,
    wipe,
)

_BADLY_HEARD = {Level.QUIET: "come_closer", Level.CLIPPED: "too_loud"}

HUMAN = "/dlg.human"
RESTART = "/dlg.restart"


def advance(turn: Turn, event: Event, rules: Rules) -> Result:
    """The visit after `event`, and what to do about it, in order."""
    return in_company(turn, event, rules) or _HANDLERS[type(event)](turn, event, rules)


# The person


def _greet(turn: Turn, rules: Rules) -> Result:
    return prompt(floor(awake(turn)), "greeting", rules)


def _typed(turn: Turn, event: Typed, rules: Rules) -> Result:
    return ask(turn, event.text, event.text) if event.text.strip() else (turn, ())


def _pressed(turn: Turn, event: Pressed, rules: Rules) -> Result:
    return ask(turn, event.payload, event.title)


def _listen_pressed(turn: Turn, event: ListenPressed, rules: Rules) -> Result:
    turn = replace(turn, armed=True)
    return _greet(turn, rules) if turn.mode is Mode.ATTRACT else take_floor(turn)


def _touched(turn: Turn, event: Touched, rules: Rules) -> Result:
    if turn.mode is Mode.ATTRACT:
        return _greet(turn, rules)
    turn, stopped = hush(awake(turn))
    if turn.mode is Mode.PAUSED:
        return floor(turn), stopped
    turn, settled = settle(turn, rules)
    return turn, (*stopped, *settled)


def _pause_pressed(turn: Turn, event: PausePressed, rules: Rules) -> Result:
    if turn.mode is Mode.ATTRACT:
        return turn, ()
    dropped = (DropQuestion(),) if turn.asking else ()
    turn, stopped = hush(awake(turn))
    paused = replace(turn, mode=Mode.PAUSED, asking=False, muted=False, talking=None)
    return paused, (*stopped, *dropped)


def _repeat_pressed(turn: Turn, event: RepeatPressed, rules: Rules) -> Result:
    """The first wish is for the last sentence, or the one under way, and on from there; the next for all of it."""
    if turn.asking or turn.mode is Mode.ATTRACT:
        return awake(turn), ()
    last = len(turn.said) - 1
    under_way = sentence_under_way(turn)
    turn, stopped = hush(awake(turn))
    if not turn.said:
        turn, said = prompt(floor(turn), "nothing_said_yet", rules)
        return turn, (*stopped, *said)
    since = 0 if event.whole or turn.repeats else last if under_way is None else under_way
    turn, shown = speak(replace(floor(turn), stopped_at=None), turn.said, rules, since)
    mode = Mode.SPEAKING if turn.pending else Mode.LISTENING
    return replace(turn, mode=mode, repeats=turn.repeats + 1), (*stopped, *shown)


def _taken_up(turn: Turn, event: TakenUp, rules: Rules) -> Result:
    return ask(turn, AGAIN, None)


def _home_pressed(turn: Turn, event: HomePressed, rules: Rules) -> Result:
    if turn.mode is Mode.ATTRACT:
        return turn, (ShowHome(),)
    if not turn.asked:
        turn, stopped = hush(awake(turn))
        return floor(turn), (*stopped, ShowHome())
    turn, asked = ask(turn, RESTART, None)
    return replace(turn, said=(), said_as=(), reading=False), (ShowHome(), *asked)


def _person_pressed(turn: Turn, event: PersonPressed, rules: Rules) -> Result:
    return ask(replace(turn, person=True), HUMAN, None)


def _person_dismissed(turn: Turn, event: PersonDismissed, rules: Rules) -> Result:
    return replace(awake(turn), person=False), ()


def _end_pressed(turn: Turn, event: EndPressed, rules: Rules) -> Result:
    return wipe(turn, rules)


# The ears


def _speech_started(turn: Turn, event: SpeechStarted, rules: Rules) -> Result:
    return (replace(awake(turn), talking=0.0, acknowledged=False), ()) if turn.microphone else (turn, ())


def _partial_heard(turn: Turn, event: PartialHeard, rules: Rules) -> Result:
    if not (turn.microphone and event.text):
        return turn, ()
    return replace(awake(turn), talking=0.0), (ShowHeard(event.text, final=False),)


def _speech_paused(turn: Turn, event: SpeechPaused, rules: Rules) -> Result:
    """A sign within 750 ms that something was heard; the tone only once, and not while a word is looked for."""
    if not turn.microphone:
        return turn, ()
    sound = event.complete and not turn.acknowledged
    return replace(turn, acknowledged=turn.acknowledged or sound), (Acknowledge(sound, over=False),)


def _speech_resumed(turn: Turn, event: SpeechResumed, rules: Rules) -> Result:
    return (replace(turn, pauses=turn.pauses.after(event.seconds)), ()) if turn.microphone else (turn, ())


def _final_heard(turn: Turn, event: FinalHeard, rules: Rules) -> Result:
    if not event.text.strip():
        return _nothing_heard(turn, NothingHeard(), rules)
    about = {ALSO_HEARD: event.also} if event.also else None
    return ask(turn, event.text, event.text, about) if turn.microphone else (turn, ())


def _cut_in(turn: Turn, event: CutIn, rules: Rules) -> Result:
    if not turn.overhears:
        return turn, ()
    turn, done = take_floor(turn)
    return replace(turn, talking=0.0), done


def _nothing_heard(turn: Turn, event: NothingHeard, rules: Rules) -> Result:
    """Noise is met in writing; a second miss in a row is spoken to, with other ways to go on. A voice that comes in
    badly is told so, now and then."""
    if not turn.microphone:
        return turn, ()
    turn = replace(turn, talking=None, acknowledged=False, misses=turn.misses + 1)
    if event.level in _BADLY_HEARD and turn.level_rest <= 0:
        return prompt(replace(turn, level_rest=rules.level_again), _BADLY_HEARD[event.level], rules)
    if turn.misses == 2:
        return prompt(turn, "not_heard_again", rules)
    return turn, (Prompt("not_heard"),)


def _microphone_changed(turn: Turn, event: MicrophoneChanged, rules: Rules) -> Result:
    return replace(turn, hearing=event.works, talking=None), ()


# The dialogue and the voice


def _replied(turn: Turn, event: Replied, rules: Rules) -> Result:
    if not _is_asked(turn, event.number):
        return turn, ()
    if not turn.answered:
        turn = replace(turn, said=(), said_as=(), stopped_at=None)
    turn = replace(turn, waiting=0.0, answered=True, reading=event.has_card, then=event.then)
    turn, shown = speak(turn, event.sentences, rules)
    return replace(turn, mode=Mode.SPEAKING, said=(*turn.said, *event.sentences)), shown


def _clip_ready(turn: Turn, event: ClipReady, rules: Rules) -> Result:
    if event.utterance not in turn.pending:
        return turn, ()
    return replace(turn, sound_left=turn.sound_left + event.seconds), ()


def _clip_over(turn: Turn, event: ClipOver, rules: Rules) -> Result:
    """Clips are played in order: one that is over takes along any before it that went missing."""
    if event.utterance not in turn.pending:
        return turn, ()
    left = turn.pending[turn.pending.index(event.utterance) + 1 :]
    return settle(replace(turn, pending=left, sound_left=turn.sound_left if left else 0.0), rules)


def _over(turn: Turn, event: Ended, rules: Rules) -> Result:
    """Where a person was called, the people in the room hear it."""
    if not _is_asked(turn, event.number):
        return turn, ()
    turn, done = end_question(replace(turn, person=turn.person or event.handover), rules)
    if not event.handover:
        return turn, done
    turn, called = prompt(turn, "call_staff", rules)
    return turn, (*done, *called)


def _failed(turn: Turn, event: DialogueFailed, rules: Rules) -> Result:
    return give_up_question(turn, rules) if _is_asked(turn, event.number) else (turn, ())


def _is_asked(turn: Turn, number: int) -> bool:
    return turn.asking and number == turn.number


_HANDLERS: dict[type[Any], Callable[[Turn, Any, Rules], Result]] = {
    SpeechStarted: _speech_started,
    PartialHeard: _partial_heard,
    SpeechPaused: _speech_paused,
    SpeechResumed: _speech_resumed,
    FinalHeard: _final_heard,
    CutIn: _cut_in,
    NothingHeard: _nothing_heard,
    Typed: _typed,
    Pressed: _pressed,
    ListenPressed: _listen_pressed,
    Touched: _touched,
    PausePressed: _pause_pressed,
    RepeatPressed: _repeat_pressed,
    TakenUp: _taken_up,
    HomePressed: _home_pressed,
    PersonPressed: _person_pressed,
    PersonDismissed: _person_dismissed,
    EndPressed: _end_pressed,
    Replied: _replied,
    Ended: _over,
    DialogueFailed: _failed,
    ClipReady: _clip_ready,
    ClipOver: _clip_over,
    MicrophoneChanged: _microphone_changed,
    Tick: tick,
}
