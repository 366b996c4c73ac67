"""What a turn tells whoever helps: how the words were understood, and how far the form is. Plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_ALTERNATIVES = 4
_TOLD = ("key", "type", "title", "value", "shown")


def understood(heard: Mapping[str, Any]) -> dict[str, Any] | None:
    """The label the words were given, how sure that is, and what else they might have meant; None for no words."""
    label = (heard.get("intent") or {}).get("name")
    if not label:
        return None
    ranking = [_guess(one) for one in heard.get("intent_ranking") or ()]
    others = [guess for guess in ranking if guess["label"] != label]
    confidence = float(heard["intent"].get("confidence") or 0.0)
    return {"label": str(label), "confidence": confidence, "alternatives": others[:_ALTERNATIVES]}


def _guess(one: Mapping[str, Any]) -> dict[str, Any]:
    return {"label": str(one.get("name")), "confidence": float(one.get("confidence") or 0.0)}


def form_told(filling: Any) -> dict[str, Any] | None:
    """What the slot `filling` holds of a form, without what only the actions need; None where there is none."""
    if not isinstance(filling, Mapping):
        return None
    return {
        "about": filling.get("about"),
        "beneficiary": filling.get("beneficiary"),
        "asking": filling.get("asking"),
        "paused": bool(filling.get("paused")),
        **{name: list(filling.get(name) or ()) for name in ("skipped", "agreed", "refused")},
        "answers": [{name: told.get(name) for name in _TOLD} for told in filling.get("answers") or ()],
    }
