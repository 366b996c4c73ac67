"""What can happen to a visit in which a volunteer helps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class VolunteerCame:
    """A volunteer took the call; `looks`: they ask to see the conversation."""

    name: str
    looks: bool


@dataclass(frozen=True)
class ConsentTold:
    """The person said whether the volunteer may see the conversation; a no counts at any time."""

    yes: bool


@dataclass(frozen=True)
class VolunteerLeads:
    """`on`: the volunteer talks with the person and the assistant waits; off: it goes on where it was."""

    on: bool


@dataclass(frozen=True)
class VolunteerSaid:
    """The volunteer's own words, cut into sentences."""

    sentences: tuple[str, ...]


@dataclass(frozen=True)
class VolunteerSpoke:
    """The volunteer's own voice: a WAV file, and what they said, or "" where nobody wrote it down."""

    wav: bytes = field(repr=False)
    text: str = ""


@dataclass(frozen=True)
class Ordered:
    """The volunteer asks the dialogue something in the person's place."""

    text: str
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class VolunteerLeft:
    """The volunteer is through; `vanished`: nothing was heard of them any more."""

    vanished: bool = False


@dataclass(frozen=True)
class DangerHeard:
    """What was said to a volunteer who leads must be met by the assistant all the same."""

    text: str


@dataclass(frozen=True)
class Unchanged:
    """The dialogue answered question `number` with nothing for the person."""

    number: int


CompanyEvent = (
    VolunteerCame
    | ConsentTold
    | VolunteerLeads
    | VolunteerSaid
    | VolunteerSpoke
    | Ordered
    | VolunteerLeft
    | DangerHeard
    | Unchanged
)
