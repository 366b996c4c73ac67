"""What of a text may stand on a screen in a public room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.text.personal import personal_numbers
from assistant.text.redact import mask_personal
from assistant.text.spans import Found, replaced

_SHOWN = 4
NOT_PUBLIC = frozenset({"id_number", "phone"})


def heard(text: str) -> str:
    """A person's own words: credentials gone, of any personal number only the last four places."""
    return mask_personal(text).text


def shown(text: str) -> str:
    """Our words: identity and mobile numbers masked; the telephone of an office stays readable."""
    found = tuple(one for one in personal_numbers(text) if one.kind in NOT_PUBLIC)
    return replaced(text, found, _last_places)


def shown_card(value: Any) -> Any:
    """A card with every text in it as `shown` leaves it."""
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, Mapping):
        return {key: shown_card(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [shown_card(item) for item in value]
    return value


def _last_places(found: Found) -> str:
    return "*" * (len(found.digits) - _SHOWN) + found.digits[-_SHOWN:]
