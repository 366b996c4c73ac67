"""What the store keeps of votes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from actions.votes.model import Ballot, Vote


class Votes(Protocol):
    """Questions, ballot papers that may be used, who drew one, and ballots until the count.

    Nothing here joins a person to a paper, or a paper to a ballot.
    """

    def add(self, vote: Vote, papers: Iterable[str]) -> None:
        """A question with the digests of its ballot papers."""

    def get(self, vote_id: str) -> Vote | None: ...

    def all(self) -> Sequence[Vote]:
        """The newest first."""

    def note_receiver(self, vote_id: str, lookup: str) -> bool:
        """Whether this person had not drawn a paper before."""

    def receivers(self, vote_id: str) -> int:
        """How many have drawn one."""

    def vote_of_paper(self, digest: str) -> str | None:
        """The question a paper is for, while it may still be used."""

    def use_paper(self, digest: str) -> bool:
        """Takes a paper out of use. Whether there was one."""

    def cast(self, ballot: Ballot) -> None: ...

    def waiting(self, vote_id: str) -> Sequence[str]:
        """The commitments that do not stand in the ledger yet."""

    def posted(self, vote_id: str) -> None:
        """They do now."""

    def ballots(self, vote_id: str) -> Sequence[Ballot]:
        """Every ballot of a question, until the count."""

    def counted(self, vote_id: str, at: datetime) -> None:
        """The count stands in the ledger; papers, receivers and ballots of the question go."""
