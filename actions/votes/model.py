"""A question put to the residents, and the secret ballots on it. No Rasa, no SQL.

What it protects, and what it does not:

- One resident, one ballot: who draws a ballot paper is noted, and nobody draws two. The paper drawn is a number from a
  shuffled pile; which one, and when, is noted nowhere.
- A ballot cannot be tied to a person by anything the station keeps: papers, receivers and ballots share no number, no
  moment and no order. A used paper is gone, ballots reach the public ledger in batches sorted by chance, and the
  conversation in which somebody voted is erased.
- No ballot is lost, changed or added unseen: each is posted as a commitment in the signed ledger; the count opens all
  of them, and anyone can repeat it. The number of ballots can't exceed the number of papers, which is posted first.
- No running result: until the count the ledger holds commitments only. Whoever has the station's key *and* its database
  could open them before; so the key belongs to somebody else than the machine.
- A volunteer beside the person sees nothing of a ballot, for no reason, and can put no words into it.
- A choice told and neither cast nor left stays in the encrypted conversation until the visit ends, in a chat for a day.
- Not against ears in the hall: what is said aloud is heard, and read back aloud; what is touched is read back on the
  screen alone.
- Not against somebody looking over a shoulder, against staff who note which paper a person draws, or against a person
  who shows their receipt: after the count it tells how they voted, to whomever they hand it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from actions.ledger.entry import canonical

FEWEST_OPTIONS, MOST_OPTIONS = 2, 6
FEWEST_TOGETHER = 5
"""Ballots reach the ledger at least so many at a time, so that no moment gives one of them away."""


class VoteError(ValueError):
    """A vote cannot be opened so, or a ballot cannot be cast; `problem` is one word for it."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class VoteState(str, Enum):
    """Where a vote stands."""

    COMING = "coming"
    OPEN = "open"
    OVER = "over"
    COUNTED = "counted"


@dataclass(frozen=True)
class Vote:
    """A question. `electorate` says in words who may vote; `ballots` papers were made. Moments know their zone."""

    id: str
    title: str
    options: tuple[str, ...]
    electorate: str
    ballots: int
    opens_at: datetime
    closes_at: datetime
    counted_at: datetime | None = None

    def __post_init__(self) -> None:
        """Raises VoteError where nobody could vote on this."""
        if not self.title.strip() or not self.electorate.strip():
            raise VoteError("empty")
        if not FEWEST_OPTIONS <= len(self.options) <= MOST_OPTIONS or len(set(self.options)) < len(self.options):
            raise VoteError("options")
        if self.closes_at <= self.opens_at:
            raise VoteError("period")
        if self.ballots < 1:
            raise VoteError("ballots")

    def state(self, now: datetime) -> VoteState:
        """Where it stands at this moment."""
        if self.counted_at is not None:
            return VoteState.COUNTED
        if now < self.opens_at:
            return VoteState.COMING
        return VoteState.OPEN if now < self.closes_at else VoteState.OVER


@dataclass(frozen=True)
class Ballot:
    """One ballot. `salt` is random and keeps the choice from being guessed out of the commitment."""

    vote: str
    choice: str
    salt: str = field(repr=False)

    @property
    def commitment(self) -> str:
        """Binds the ballot to its choice without telling it: 64 hexadecimal digits."""
        return hashlib.sha256(canonical([self.vote, self.choice, self.salt])).hexdigest()

    @property
    def receipt(self) -> str:
        """The beginning of the commitment as eight digits: short enough to be read out and compared."""
        return receipt_of(self.commitment)


def receipt_of(commitment: str) -> str:
    """Eight digits that stand for a commitment on paper."""
    return f"{int(commitment, 16) % 10**8:08d}"


def tally(options: Iterable[str], ballots: Iterable[Ballot]) -> Mapping[str, int]:
    """How many ballots each option has, in the order of the options."""
    counted = Counter(ballot.choice for ballot in ballots)
    return {option: counted[option] for option in options}
