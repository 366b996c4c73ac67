"""Words that were understood wrongly or only after a repair: kept masked, to be learnt from. Pure."""

from __future__ import annotations

from datetime import datetime

from actions.events.observed import Observed, is_correction
from actions.learning.line import without_anybody
from actions.model import Need, NeedKind
from actions.turn import Exchange, Turn
from actions.voting import STEPS as BALLOT_STEPS

_PERSONAL = "inform."
_BUTTON = "/"
_CALLS = "dlg.human"


def misses_of(observed: Observed, at: datetime) -> tuple[Need, ...]:
    """The words of this turn that had to be repaired, or those before it that this turn corrects.

    Nothing said in a form or at a ballot is kept, nor what tells a name, an address or a number: those are answers.
    Whoever called a person was understood, whatever the volunteer does then.
    What was not understood at all is noted where it happens, by `actions.unmet`.
    """
    turn = observed.turn
    if observed.before.get("form") or observed.before.get("asking") in BALLOT_STEPS or turn.fills is not None:
        return ()
    if observed.is_by_volunteer and turn.earlier and turn.earlier[0].heard.label == _CALLS:
        return ()
    if turn.earlier and (observed.is_by_volunteer or is_correction(turn.heard)):
        meant = turn.heard.label if observed.is_by_volunteer else turn.earlier[0].heard.label
        return _miss(NeedKind.CORRECTED, turn.earlier[0], meant, turn, at)
    if observed.repairs and not observed.is_by_volunteer:
        return _miss(NeedKind.REPAIRED, turn.now, turn.heard.label, turn, at)
    return ()


def _miss(kind: NeedKind, exchange: Exchange, meant: str, turn: Turn, at: datetime) -> tuple[Need, ...]:
    heard = exchange.heard
    text = without_anybody(heard.text)
    if not text or heard.text.startswith(_BUTTON) or heard.label.startswith(_PERSONAL):
        return ()
    service = exchange.slots.get("service")
    about = service if isinstance(service, str) else None
    return (Need(kind, text, turn.channel, meant, about, at, turn.reference),)
