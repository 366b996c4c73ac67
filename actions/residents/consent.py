"""Nothing of a person is kept without their word."""

from __future__ import annotations

from actions.cases.model import Consent


class ConsentError(Exception):
    """The consent at hand is not one for what is to be done."""


def require(consent: Consent, kind: str, given: bool = True) -> None:
    """Raises ConsentError unless this is that kind of consent, given or (`given=False`) withdrawn."""
    if (consent.kind, consent.given) != (kind, given):
        raise ConsentError(f"consent to {kind} is needed, {'given' if given else 'withdrawn'}")
