"""What time alone does to a visit: fillers, reminders, the warning, the wipe, and an end to every wait."""

from __future__ import annotations

from dataclasses import replace

from channels.live.room import Company
from kiosk.effects import ShowChoices
from kiosk.events import Tick
from kiosk.turn_state import Mode, Rules, Turn
from kiosk.turn_steps import Result, end_question, floor, hush, prompt, settle, wipe


def tick(turn: Turn, event: Tick, rules: Rules) -> Result:
    """Some seconds went by."""
    if turn.leaving is not None:
        turn = replace(turn, leaving=turn.leaving - event.seconds)
        if turn.leaving is not None and turn.leaving <= 0:
            return wipe(turn, rules)
    turn = replace(turn, level_rest=max(0.0, turn.level_rest - event.seconds))
    turn, silenced = _tick_voice(turn, event.seconds, rules)
    if turn.mode is Mode.ATTRACT:
        return turn, silenced
    turn, missed = _tick_called(turn, event.seconds, rules)
    silenced = (*silenced, *missed)
    waiting = turn.mode in (Mode.THINKING, Mode.SPEAKING)
    turn, done = (_tick_asking if waiting else _tick_quiet)(turn, event.seconds, rules)
    return turn, (*silenced, *done)


def _tick_voice(turn: Turn, seconds: float, rules: Rules) -> Result:
    """A voice that never reports back (no sound card, a closed tab) must not hold up the visit."""
    if not turn.pending:
        return turn, ()
    turn = replace(turn, sound_left=turn.sound_left - seconds)
    if turn.sound_left > 0:
        return turn, ()
    turn, stopped = hush(turn)
    turn, settled = settle(replace(turn, muted=False), rules)
    return turn, (*stopped, *settled)


def _tick_called(turn: Turn, seconds: float, rules: Rules) -> Result:
    """Somebody who was called and does not come is owed a word, when the voice is free."""
    if not turn.person or turn.company is not Company.NOBODY:
        return replace(turn, called=0.0, is_reassured=False), ()
    if turn.called is None:
        return turn, ()
    called = turn.called + seconds
    turn = replace(turn, called=called)
    if turn.pending or turn.asking or turn.talking is not None:
        return turn, ()
    if called >= rules.unanswered:
        key = "nobody_came_ring" if rules.has_duty_phone else "nobody_came"
        return prompt(replace(turn, called=None), key, rules)
    if called >= rules.still_calling and not turn.is_reassured:
        return prompt(replace(turn, is_reassured=True), "still_calling", rules)
    return turn, ()


def _tick_asking(turn: Turn, seconds: float, rules: Rules) -> Result:
    if not turn.asking:
        return turn, ()
    turn = replace(turn, waiting=turn.waiting + seconds)
    if turn.waiting >= rules.thinking:
        return end_question(turn, rules)
    if turn.waiting >= rules.filler and not (turn.answered or turn.fillered):
        return prompt(replace(turn, fillered=True), "filler", rules)
    return turn, ()


def _tick_quiet(turn: Turn, seconds: float, rules: Rules) -> Result:
    if turn.pending or turn.leaving is not None:
        return turn, ()
    if turn.talking is not None:
        talking = turn.talking + seconds
        return replace(turn, talking=talking if talking < rules.longest_utterance else None), ()
    turn = replace(turn, quiet=turn.quiet + seconds)
    if turn.quiet >= _patience(turn, rules):
        leaving = replace(floor(turn), leaving=rules.warning)
        return prompt(leaving, "leaving", rules)
    is_alone = not (turn.person or turn.accompanied)
    return _remind(turn, rules) if turn.mode is Mode.LISTENING and is_alone else (turn, ())


def _patience(turn: Turn, rules: Rules) -> float:
    if turn.mode is Mode.PAUSED:
        return rules.pause
    return rules.waiting_for_person if turn.person or turn.accompanied else rules.idle


def _remind(turn: Turn, rules: Rules) -> Result:
    if turn.prompted >= len(rules.prompts):
        return turn, ()
    after, key = rules.prompts[turn.prompted]
    if turn.quiet < after + (rules.reading if turn.reading else 0.0):
        return turn, ()
    turn, prompted = prompt(replace(turn, prompted=turn.prompted + 1), key + _way(turn), rules)
    return turn, (*prompted, *((ShowChoices(),) if key == rules.choices else ()))


def _way(turn: Turn) -> str:
    """How to answer, where it is not by speaking: part of a sentence's key."""
    if not turn.hearing:
        return "_by_hand"
    return "_by_press" if turn.by_press and not turn.armed else ""
