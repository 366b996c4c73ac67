"""The station's own work queue: what is delivered there can be seen at the desk."""

from __future__ import annotations

from actions.departments.gateway import Delivery, Receipt, Standing, Unreachable


class StationQueue:
    """The desk shows every case in the store: being delivered is all it takes."""

    def deliver(self, delivery: Delivery) -> Receipt:
        return Receipt()

    def tell(self, standing: Standing) -> None:
        """The desk sees how every case stands."""


class Nowhere:
    """Stands in for a department that is not configured; the case waits until it is."""

    def deliver(self, delivery: Delivery) -> Receipt:
        raise Unreachable("not_configured")

    def tell(self, standing: Standing) -> None:
        raise Unreachable("not_configured")
