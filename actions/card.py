"""The card of the catalogue as the screen lays it out: kind `answer`, plain JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.catalogue.answer import Answer
from actions.catalogue.card import Card, Helper, Provenance
from actions.catalogue.model import Catalogue, Hotline, Material

_GAP = "\u3000"
"""Between two remarks on one line: the wide space of Chinese print."""

_LINES_OF_ASPECT = {
    "overview": "eligibility",
    "eligibility": "eligibility",
    "steps": "steps",
    "apply": "steps",
    "amount": "amount",
    "proxy": "proxy",
    "status": "status",
}
"""Which lines of the card stand at its top. Place, time and fee have blocks of their own on every card."""


def answer_card(answer: Answer, catalogue: Catalogue) -> dict[str, Any]:
    """The payload of an answer. Keys the screen does not know are for other channels and for paper."""
    card, joiner = answer.card, catalogue.phrases.joiner
    return {
        "kind": "answer",
        "service": answer.service,
        "title": catalogue.services[answer.service].title,
        "aspect": answer.aspect,
        "heading": card.heading,
        "items": _items(answer.aspect, card),
        "bring": [] if answer.aspect == "materials" else [material.item for material in card.bring],
        "place": list(card.place),
        "time_limit": list(card.time_limit),
        "fee": list(card.fee),
        "who_helps": _who_helps(card.helper, joiner),
        "no_phone_way": list(card.no_phone_way),
        "steps": list(card.steps),
        "warnings": list(card.warnings),
        "legal_basis": list(card.legal_basis),
        "note": card.note,
        **_provenance(card.provenance, joiner),
    }


def hotline_card(hotline: Hotline, catalogue: Catalogue) -> dict[str, Any]:
    """The payload that shows one number to call."""
    return {
        "kind": "answer",
        "title": hotline.name,
        "items": [{"text": hotline.use, "note": ""}],
        "who_helps": {"body": hotline.name, "hotline": hotline.number},
        "source": hotline.evidence.source,
        "grade": catalogue.titles.grades[hotline.evidence.grade],
        "checked_on": hotline.evidence.checked_on.isoformat(),
    }


def _items(aspect: str, card: Card) -> list[dict[str, str]]:
    if aspect == "materials":
        return [_material(material) for material in card.bring]
    lines = getattr(card, _LINES_OF_ASPECT[aspect]) if aspect in _LINES_OF_ASPECT else ()
    return [{"text": line, "note": ""} for line in lines]


def _material(material: Material) -> dict[str, str]:
    remarks = (material.only_if, material.substitute or material.why)
    return {
        "text": material.item,
        "note": _GAP.join(remark for remark in remarks if remark),
        "why": material.why or "",
        "where_to_get": material.where_to_get or "",
    }


def _who_helps(helper: Helper | None, joiner: str) -> Mapping[str, Any] | None:
    if helper is None:
        return None
    return {
        "body": joiner.join((helper.body, *helper.co_bodies)),
        "level": helper.level,
        "hotline": helper.hotline.number if helper.hotline else None,
    }


def _provenance(provenance: Provenance | None, joiner: str) -> dict[str, str]:
    if provenance is None:
        return {}
    return {
        "source": joiner.join(provenance.sources),
        "grade": provenance.grade_title,
        "checked_on": provenance.checked_on.isoformat(),
    }
