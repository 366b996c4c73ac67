"""Lessons from station to station, in a signed bundle."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from actions.bundles.model import Bundle, BundleError
from actions.bundles.packing import pack, unpack
from actions.bundles.station import Shelves, gather, place
from actions.bundles.trust import trust, trusted_in
from actions.ledger.head import Signer

_LESSONS = "lessons"


@dataclass(frozen=True)
class LessonSharing:
    """`key`: this station signs with it, 32 bytes; `trusted`: the file of those whose bundles are taken."""

    shelves: Shelves
    key: bytes = field(repr=False)
    trusted: Path

    @property
    def public(self) -> str:
        """What other stations know this one by."""
        return Signer(self.key).public

    @property
    def own(self) -> int:
        """How many lessons this station has of its own."""
        return len(gather(self.shelves, (_LESSONS,)))

    def give(self) -> bytes:
        """The station's own lessons. Raises BundleError when it has none."""
        return pack(gather(self.shelves, (_LESSONS,)), self.key)

    def take(self, packed: bytes, key: str = "") -> int:
        """The lessons of another station, checked as a whole before any is there; how many. `key`: of that station,
        where it is not trusted yet. Raises BundleError, also for a bundle that holds anything else.
        """
        bundle: Bundle = unpack(packed)
        if len(bundle.of(_LESSONS)) != len(bundle.files):
            raise BundleError("The bundle holds more than lessons: take it in with `linban bundle import`.")
        told = key.strip().lower()
        count = place(bundle, self.shelves, trusted_in(self.trusted) | ({told} - {""}))[_LESSONS]
        trust(bundle.signed_by, self.trusted)
        return count
