"""Remembers people who asked for it, finds them again, and forgets them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from actions.cases.model import Consent
from actions.ports import Clock, UnitsOfWork
from actions.residents.consent import require
from actions.residents.lookup import Lookup, is_same_person, same_digits
from actions.residents.model import KEPT, Resident

CONSENT = "remember"
"""The kind of consent that is asked for."""


@dataclass(frozen=True)
class Memory:
    """Everything here may raise StorageError."""

    units: UnitsOfWork
    clock: Clock
    lookup: Lookup

    def remember(
        self, name: str, phone: str, address: str, consent: Consent, birth_date: date | None = None
    ) -> Resident:
        """The person as kept, with the consent, in one transaction; what was kept before is replaced.

        Raises ConsentError without consent, ValueError when name or number is missing.
        """
        require(consent, CONSENT)
        key = self.lookup(name, phone)
        if key is None:
            raise ValueError("nobody can be remembered without a name and a number")
        kept = Resident(name, same_digits(phone), address, consent.at, self.clock.now(), birth_date)
        with self.units() as work:
            work.consents.add(consent)
            work.residents.put(key, kept)
            work.commit()
        return kept

    def recall(self, name: str, phone: str) -> Resident | None:
        """The person with this name and this number, who is then seen now; None for anybody else.

        A record that cannot be read or speaks of somebody else is no record.
        """
        key = self.lookup(name, phone)
        if key is None:
            return None
        with self.units() as work:
            kept = work.residents.by_lookup(key)
            if kept is None or not is_same_person(name, phone, kept.name, kept.phone):
                return None
            if kept.is_forgotten(self.clock.now()):
                return None
            seen = replace(kept, seen_at=self.clock.now())
            work.residents.put(key, seen)
            work.commit()
        return seen

    def forget(self, name: str, phone: str, withdrawal: Consent) -> bool:
        """Whether there was somebody to forget. The withdrawal is kept as proof and names nobody.

        Raises ConsentError unless it is one.
        """
        require(withdrawal, CONSENT, given=False)
        key = self.lookup(name, phone)
        with self.units() as work:
            was_there = key is not None and work.residents.remove(key)
            work.consents.add(withdrawal)
            work.commit()
        return was_there

    def forget_unseen(self) -> int:
        """Forgets whoever has not been here for too long; how many that were. To be done once a day."""
        with self.units() as work:
            count = work.residents.remove_unseen(self.clock.now() - KEPT)
            work.commit()
        return count
