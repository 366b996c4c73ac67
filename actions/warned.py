"""What was said about a danger is said again to whoever asks on, or is not understood, right after it."""

from __future__ import annotations

from actions.reply import Outcome, again
from actions.turn import Exchange, Turn

DANGERS = ("emg.", "fraud.")
"""How the labels of danger begin."""

_BESIDE = ("ask.", "dlg.", "unsure")
"""What may be said after an alarm without being about something else."""

_ENDS_IT = ("dlg.deny", "dlg.correct", "dlg.cancel", "dlg.restart", "dlg.back", "dlg.bye")
"""Nothing of the kind was meant, or it is over."""


def warned_again(turn: Turn) -> Outcome | None:
    """What to do in the danger that was told of last, if nothing else was talked about since; None without one."""
    if turn.heard.is_touched:
        return None
    latest = next((one for one in turn.earlier if not _is_beside(one)), None)
    if latest is None or not latest.heard.label.startswith(DANGERS):
        return None
    return Outcome(tuple(again(said) for said in latest.content))


def _is_beside(exchange: Exchange) -> bool:
    label = exchange.heard.label
    return label.startswith(_BESIDE) and label not in _ENDS_IT
