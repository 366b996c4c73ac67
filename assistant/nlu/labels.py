"""Reads the pipeline's result as labels of the design: service, aspect, slots, safety. Imports no Rasa."""

from collections.abc import Mapping
from typing import Any

from assistant.nlu.verdict import ASK, ASK_FRAUD

NOTHING = "oos"
_SERVICE = "svc."
_QUESTION = "ask."
_IN_DOUBT = (None, "unsure", ASK, ASK_FRAUD)
_LIKELY = 0.02
_ALTERNATIVES = 5
_SAID_ALONE = {"ask.who_is_responsible": "meta.responsibility", "ask.status": "meta.progress"}
"""Follow-ups that mean something without a service, too: said alone they are these."""


def as_understood(parsed: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of one line of `linban understand --json` that the model decides.

    A label in doubt is the likeliest one of the model: the doubt shows in its confidence, and a danger that has to be
    asked about in `safety`.
    """
    ranking = parsed.get("intent_ranking") or []
    safety = (parsed.get("safety") or {}).get("label")
    heard, confidence = _label(parsed.get("intent") or {}, ranking, safety)
    label, confidence = _said_alone(heard, confidence, ranking)
    entities = {entity["entity"]: entity["value"] for entity in parsed.get("entities") or []}
    aspect = entities.pop("aspect", None)
    alternatives = [guess for guess in ranking if guess["name"] not in (heard, label)][:_ALTERNATIVES]
    return {
        "label": label,
        "service": label.removeprefix(_SERVICE) if label.startswith(_SERVICE) else None,
        "aspect": aspect,
        "confidence": round(confidence, 4),
        "alternatives": [
            {"label": guess["name"], "confidence": round(guess["confidence"], 4)} for guess in alternatives
        ],
        "slots": entities,
        "safety": safety,
    }


def _said_alone(heard: str, confidence: float, ranking: list[dict[str, Any]]) -> tuple[str, float]:
    """A question about nothing named before: in a single line it belongs to the likeliest service, where one is
    likely at all."""
    if heard in _SAID_ALONE or not heard.startswith(_QUESTION):
        return _SAID_ALONE.get(heard, heard), confidence
    service = next((guess for guess in ranking if guess["name"].startswith(_SERVICE)), None)
    if service is None or service["confidence"] < _LIKELY:
        return heard, confidence
    return str(service["name"]), float(service["confidence"])


def _label(intent: Mapping[str, Any], ranking: list[dict[str, Any]], safety: str | None) -> tuple[str, float]:
    name = intent.get("name")
    if name in _IN_DOUBT and ranking:
        return str(ranking[0]["name"]), float(ranking[0]["confidence"])
    return str(safety or name or NOTHING), float(intent.get("confidence") or 0.0)
