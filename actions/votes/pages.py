"""What stands of a vote in the public ledger: its opening, commitments as they come in, and the count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timezone
from typing import Any

from actions.ledger.ports import Page
from actions.votes.model import Ballot, Vote, tally

OPENED, BALLOT, COUNTED = "vote.opened", "vote.ballot", "vote.counted"
KINDS = (OPENED, BALLOT, COUNTED)


def opening(vote: Vote) -> Page:
    """Everything about the question, before anybody votes."""
    return OPENED, {
        "vote": vote.id,
        "title": vote.title,
        "options": list(vote.options),
        "electorate": vote.electorate,
        "ballots": vote.ballots,
        "opens_at": vote.opens_at.astimezone(timezone.utc).isoformat(timespec="minutes"),
        "closes_at": vote.closes_at.astimezone(timezone.utc).isoformat(timespec="minutes"),
    }


def posted(vote: str, commitments: Iterable[str]) -> Sequence[Page]:
    """A batch of ballots, in the order of their digits: chance, as far as people are concerned."""
    return [(BALLOT, {"vote": vote, "commitment": one}) for one in sorted(commitments)]


def count(vote: Vote, ballots: Iterable[Ballot]) -> Page:
    """Every ballot opened, and what comes of them."""
    opened = sorted(ballots, key=lambda ballot: ballot.commitment)
    body: Mapping[str, Any] = {
        "vote": vote.id,
        "opened": [{"commitment": one.commitment, "choice": one.choice, "salt": one.salt} for one in opened],
        "result": dict(tally(vote.options, opened)),
    }
    return COUNTED, body
