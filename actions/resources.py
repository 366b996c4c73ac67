"""Everything an action works with."""

from __future__ import annotations

from dataclasses import dataclass

from actions.ports import CatalogueReader, Clock, Notifier, UnitsOfWork


@dataclass(frozen=True)
class Resources:
    """The parts behind the ports; `actions.bootstrap` puts the real ones together."""

    catalogue: CatalogueReader
    units: UnitsOfWork
    clock: Clock
    notifier: Notifier
