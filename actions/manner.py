"""More, or less: what was changed just now is changed further, be it the voice or the letters."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation import repeat
from actions.reply import Message, Outcome
from actions.resources import Resources
from actions.turn import MORE, Turn

NAME = MORE
_OF_THE_VOICE = ("dlg.louder", "dlg.quieter")
LABELS = (*_OF_THE_VOICE, "dlg.bigger_font", "dlg.smaller_font")

_VOICE = ("utter_louder", "utter_quieter")
_LETTERS = ("utter_bigger_font", "utter_smaller_font")
_UPWARDS = ("dlg.louder", "dlg.bigger_font")


def more(turn: Turn, resources: Resources) -> Outcome:
    """`action_more`: for words that tell neither voice nor letters. What was said is said again in another voice."""
    up, down = _changed_last(turn)
    changed = Message(up if turn.heard.label in _UPWARDS else down)
    said = repeat(turn, resources) if (up, down) == _VOICE else Outcome()
    return replace(said, messages=(changed, *said.messages))


def _changed_last(turn: Turn) -> tuple[str, str]:
    last = next(iter(turn.earlier), None)
    for pair in (_VOICE, _LETTERS):
        if last is not None and any(last.said(name) for name in pair):
            return pair
    return _VOICE if turn.heard.label in _OF_THE_VOICE else _LETTERS
