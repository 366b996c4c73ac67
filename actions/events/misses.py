"""Words that were understood wrongly or only after a repair: kept masked, to be learnt from. Pure."""

from __future__ import annotations

from datetime import datetime

from actions.events.observed import Observed
from actions.model import Need, NeedKind
from actions.turn import Exchange, Turn
from assistant.text.redact import mask_personal

_PERSONAL = "inform."
_CORRECTS = "dlg.correct"
_BUTTON = "/"


def misses_of(observed: Observed, at: datetime) -> tuple[Need, ...]:
    """The words of this turn that had to be repaired, or those before it that this turn corrects.

    Nothing said in a form is kept, nor what tells a name, an address or a number: those are answers. What was not
    understood at all is noted where it happens, by `actions.unmet`.
    """
    turn = observed.turn
    if observed.before.get("form"):
        return ()
    wrong = turn.earlier[0] if turn.heard.label == _CORRECTS and turn.earlier else None
    if wrong is not None:
        return _miss(NeedKind.CORRECTED, wrong, turn, at)
    return _miss(NeedKind.REPAIRED, turn.now, turn, at) if observed.repairs else ()


def _miss(kind: NeedKind, exchange: Exchange, turn: Turn, at: datetime) -> tuple[Need, ...]:
    heard = exchange.heard
    if not heard.text or heard.text.startswith(_BUTTON) or heard.label.startswith(_PERSONAL):
        return ()
    service = exchange.slots.get("service")
    about = service if isinstance(service, str) else None
    return (Need(kind, mask_personal(heard.text).text, turn.channel, heard.label, about, at, turn.reference),)
