"""What a volunteer beside a person can have done at the person's screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Come:
    """A volunteer took the call. `looks`: they ask to see the conversation; otherwise they only come over."""

    name: str
    looks: bool


@dataclass(frozen=True)
class Put:
    """Ask the dialogue this, as if the person had said it; `metadata` goes with the turn."""

    text: str
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Speak:
    """Show and say the volunteer's own words."""

    text: str


@dataclass(frozen=True)
class SpeakOwn:
    """Let the person hear what the volunteer has just said, in their own voice; never kept anywhere.

    wav: 16 bit, mono, at the normal level. text: what they said, to be shown; empty where they wrote nothing.
    """

    wav: bytes = field(repr=False)
    text: str = ""


@dataclass(frozen=True)
class Print:
    """Print the slip that is on the screen."""


@dataclass(frozen=True)
class Lead:
    """`on`: from now on the volunteer talks with the person and the assistant waits; off: it goes on."""

    on: bool


@dataclass(frozen=True)
class Go:
    """The volunteer is through; `vanished`: nothing was heard of them any more."""

    vanished: bool = False


Order = Come | Put | Speak | SpeakOwn | Print | Lead | Go


RESUMING: Mapping[str, str] = {"by": "volunteer", "fills": "/resume"}
"""The metadata of the turn after a volunteer: what was open before a person was called is said again."""


def fill_in(key: str, text: str) -> Put:
    """Fill in one field of the open form."""
    return Put(text, {"by": "volunteer", "fills": key})


def instead(text: str) -> Put:
    """Ask with these words instead of those that were heard."""
    return Put(text, {"by": "volunteer"})
