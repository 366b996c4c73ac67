"""The few moves every event is made of; each gives the turn after it and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.text.also_heard import also_heard
from kiosk.effects import (
    Acknowledge,
    Ask,
    DropQuestion,
    Effect,
    Prompt,
    Say,
    ShowHeard,
    ShowReply,
    StopVoice,
    Wipe,
)
from kiosk.events import Then
from kiosk.turn_state import Mode, Rules, Turn

Result = tuple[Turn, tuple[Effect, ...]]


def awake(turn: Turn) -> Turn:
    """Somebody did something: every clock that runs towards the wipe starts again."""
    return replace(turn, quiet=0.0, prompted=0, leaving=None)


def floor(turn: Turn) -> Turn:
    """The person has the floor."""
    return replace(turn, mode=Mode.LISTENING, talking=None, then=Then.LISTEN)


def hush(turn: Turn) -> Result:
    """The voice stops; what is left of an answer under way is only shown."""
    if not turn.pending:
        return turn, ()
    stopped_at = sentence_under_way(turn)
    return replace(turn, pending=(), sound_left=0.0, muted=turn.asking, stopped_at=stopped_at), (StopVoice(),)


def sentence_under_way(turn: Turn) -> int | None:
    """Which sentence of the last answer is being spoken, or was when the voice stopped; None: all were spoken."""
    being_said = (place for place, one in enumerate(turn.said_as) if one is not None and one in turn.pending)
    return next(being_said, turn.stopped_at)


def take_floor(turn: Turn) -> Result:
    """The person speaks now: the voice stops, and no answer to the last question is waited for."""
    dropped = (DropQuestion(),) if turn.asking else ()
    turn, stopped = hush(awake(turn))
    return floor(replace(turn, asking=False, muted=False)), (*stopped, *dropped)


def ask(turn: Turn, text: str, shown: str | None, metadata: Mapping[str, Any] | None = None) -> Result:
    """A new question to the dialogue; the very same one before anything was answered is a double tap."""
    if turn.asking and not turn.answered and turn.asked == text:
        return awake(turn), ()
    turn, stopped = hush(awake(turn))
    asked = replace(
        turn,
        mode=Mode.THINKING,
        number=turn.number + 1,
        asked=text,
        asking=True,
        answered=False,
        fillered=False,
        repeats=0,
        then=Then.LISTEN,
        muted=False,
        misses=0,
        talking=None,
        acknowledged=False,
        armed=False,
        waiting=0.0,
    )
    tone = Acknowledge(sound=not turn.acknowledged)
    about = metadata or {}
    heard = (ShowHeard(shown, True, also_heard(about)),) if shown is not None else ()
    return asked, (*stopped, *heard, tone, Ask(asked.number, text, about))


def _utter(turn: Turn, rules: Rules) -> tuple[Turn, int | None]:
    if not turn.voice or turn.muted:
        return turn, None
    utterance = turn.next_utterance
    return (
        replace(
            turn,
            pending=(*turn.pending, utterance),
            next_utterance=utterance + 1,
            sound_left=turn.sound_left + rules.making_a_clip,
        ),
        utterance,
    )


def prompt(turn: Turn, key: str, rules: Rules) -> Result:
    """A fixed sentence, shown and, where there is a voice, spoken."""
    turn, utterance = _utter(turn, rules)
    return turn, (Prompt(key, utterance),)


def speak(turn: Turn, sentences: tuple[str, ...], rules: Rules, since: int | None = None) -> Result:
    """Sentences of an answer, shown and spoken one by one; said before, they are only spoken, and `since` that one."""
    again = since is not None
    turn, utterances, said = _utter_all(turn, sentences, rules, since or 0)
    turn = replace(turn, said_as=(*(() if again else turn.said_as), *utterances))
    return turn, (ShowReply(sentences, utterances, again), *said)


def lend(
    turn: Turn, sentences: tuple[str, ...], rules: Rules
) -> tuple[Turn, tuple[int | None, ...], tuple[Effect, ...]]:
    """The voice, lent to somebody else for these sentences: the utterance of each, and what speaks them."""
    turn, utterances, said = _utter_all(replace(turn, muted=False), sentences, rules)
    return replace(turn, lent=tuple(number for number in utterances if number is not None)), utterances, said


def lend_once(turn: Turn, rules: Rules) -> tuple[Turn, int]:
    """The loudspeaker, lent for one utterance that somebody else speaks: that works where there is no voice, too."""
    utterance = turn.next_utterance
    lent = replace(
        turn,
        muted=False,
        pending=(*turn.pending, utterance),
        next_utterance=utterance + 1,
        sound_left=turn.sound_left + rules.making_a_clip,
        lent=(utterance,),
    )
    return lent, utterance


def _utter_all(
    turn: Turn, sentences: tuple[str, ...], rules: Rules, since: int = 0
) -> tuple[Turn, tuple[int | None, ...], tuple[Effect, ...]]:
    utterances: list[int | None] = [None] * since
    for _ in sentences[since:]:
        turn, utterance = _utter(turn, rules)
        utterances.append(utterance)
    said = (Say(number, text) for number, text in zip(utterances, sentences, strict=True) if number is not None)
    return turn, tuple(utterances), tuple(said)


def settle(turn: Turn, rules: Rules) -> Result:
    """Everything said and asked: the person has the floor, or the pause or the end that was promised."""
    if turn.pending:
        return turn, ()
    if turn.asking:
        return (turn, ()) if turn.answered else (replace(turn, mode=Mode.THINKING), ())
    if turn.mode is not Mode.SPEAKING:
        return turn, ()
    if turn.then is Then.END:
        return wipe(turn, rules)
    mode = Mode.PAUSED if turn.then is Then.PAUSE else Mode.LISTENING
    return replace(floor(turn), mode=mode, muted=False, quiet=0.0, prompted=0), ()


def wipe(turn: Turn, rules: Rules) -> Result:
    """A stranger's turn; the numbers go on, so that a late answer to the last person meets no question."""
    fresh = Turn(
        hearing=turn.hearing,
        voice=turn.voice,
        by_press=turn.by_press,
        number=turn.number + 1,
        next_utterance=turn.next_utterance,
    )
    fresh, said = prompt(fresh, "wiped", rules)
    return fresh, (StopVoice(), DropQuestion(), Wipe(), *said)


def end_question(turn: Turn, rules: Rules) -> Result:
    """The dialogue is through with the question; silence is a failure."""
    if not turn.answered:
        return give_up_question(turn, rules)
    return settle(replace(turn, asking=False), rules)


def give_up_question(turn: Turn, rules: Rules) -> Result:
    """No answer came: say so, and what else there is."""
    turn, prompted = prompt(floor(replace(turn, asking=False, muted=False)), "dialogue_down", rules)
    return turn, (DropQuestion(), *prompted)
