"""Who sits at the kiosk: one page at a time, the newer one; a visit whose page is away runs out by itself."""

from __future__ import annotations

from collections.abc import Callable

from kiosk import protocol
from kiosk.neighbours import Neighbours
from kiosk.ports import Ear
from kiosk.screen import Page
from kiosk.session import Visit
from kiosk.visit_name import is_name

MOST_AWAY = 4


class Seat:
    """The one place in front of the screen."""

    def __init__(self, with_: Neighbours) -> None:
        self._with = with_
        self._page: Page | None = None
        self._visits: list[Visit] = []
        self._is_fresh = True
        self._troubles: frozenset[str] = frozenset()

    def take(self, page: Page, session: str | None, visiting: bool = False) -> Visit:
        """The page takes the seat: with the visit it had, if that still goes on, or else with a new one.

        The first page after a start may come back to a visit that the end of the last process cut off: it goes on
        with the question that was open.
        """
        if self._page is not None and self._page is not page:
            self._leave_to_another()
        self._visits = [visit for visit in self._visits if not visit.is_over]
        visit = next((one for one in self._visits if session is not None and one.name == session), None)
        is_cut_off = visit is None and visiting and self._is_fresh and is_name(session, self._with.settings.practises)
        visit = visit or self._new_visit(session if is_cut_off else None)
        self._page, self._is_fresh = page, False
        visit.attach(page)
        if is_cut_off:
            visit.take_up()
        return visit

    def holds(self, page: Page) -> bool:
        """Whether this page has the seat now."""
        return self._page is page

    def leave(self, page: Page, visit: Visit) -> None:
        """The page's connection is over. Does nothing if another page has the seat."""
        if self._page is page:
            self._page = None
            visit.detach()

    def names(self) -> tuple[str, ...]:
        """The visits that still go on, whether or not their page is here."""
        return tuple(visit.name for visit in self._visits if not visit.is_over)

    @property
    def is_taken(self) -> bool:
        """Whether a page is there."""
        return self._page is not None

    @property
    def has_microphone(self) -> bool:
        """Whether the page that is there can hear people, as far as it knows."""
        return any(visit.is_seen and visit.turn.hearing for visit in self._visits)

    @property
    def has_loudspeaker(self) -> bool:
        """Whether people can hear the page that is there, as far as it knows."""
        return any(visit.is_seen and visit.has_loudspeaker for visit in self._visits)

    def know(self, troubles: frozenset[str]) -> None:
        """What of the station does not work now: every visit says so until it works again."""
        self._troubles = troubles
        for visit in self._visits:
            visit.know(troubles)

    def use(self, ears: Callable[[], Ear] | None) -> None:
        """The ears have come, or are known not to come: whoever sits here may speak from now on."""
        self._with = self._with.with_ears(ears)
        for visit in self._visits:
            visit.use(self._with)

    @property
    def listens(self) -> bool:
        """Whether there is anything to recognise speech with."""
        return self._with.ears is not None

    def close(self) -> None:
        """Stop every visit."""
        for visit in self._visits:
            visit.close()
        self._visits = []

    def _leave_to_another(self) -> None:
        page, self._page = self._page, None
        for visit in self._visits:
            visit.detach()
        if page is not None:
            page.send(protocol.write("moved"))

    def _new_visit(self, name: str | None) -> Visit:
        while len(self._visits) >= MOST_AWAY:
            self._visits.pop(0).close()
        visit = Visit(self._with, name)
        visit.know(self._troubles)
        self._visits.append(visit)
        return visit
