"""How a person is shown in lists: by the first character of their name."""

from __future__ import annotations

from actions.cases.model import Case


def shown_name(case: Case) -> str:
    """The name, masked; empty where none was told."""
    name = case.details.of_type("name")
    return f"{name.value[:1]}**" if name and name.value else ""


def told(case: Case, key: str) -> str:
    """What was told for a field, as a screen in a public room may show it."""
    return next((one.shown or one.value for one in case.details.answers if one.key == key), "")
