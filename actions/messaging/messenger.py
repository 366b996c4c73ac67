"""Takes reminders and the answers of cases into chats: by pushes, which the process of each app sends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from actions.cases.model import Case, CaseState
from actions.catalogue.model import Catalogue
from actions.messaging.model import CaseNews, Push
from actions.ports import CatalogueReader, Clock, UnitOfWork, UnitsOfWork
from actions.progress import told
from actions.reminders.ports import DeliveryError
from actions.reply import Message

MOST_NEWS = 50
_LATE = "utter_push_late"


@dataclass(frozen=True)
class ChatMessenger:
    """The `Messenger` of `actions.reminders.ports` for a station with chats."""

    units: UnitsOfWork
    clock: Clock

    def send(self, key: str, session: str, response: str, values: Mapping[str, str]) -> None:
        """Raises DeliveryError when the session is no chat, or not any more; StorageError."""
        push = Push(key, session, self.clock.now(), response, dict(values))
        with self.units() as work:
            is_taken = work.pushes.add(push)
            work.commit()
        if not is_taken:
            raise DeliveryError("there is no such chat")


def tell_news(units: UnitsOfWork, clock: Clock, catalogue: CatalogueReader) -> int:
    """Pushes what became of cases to the chats that wait for it, each step once; how many. Raises StorageError."""
    known = catalogue.current()
    with units() as work:
        news = work.follows.news(MOST_NEWS)
        count = sum(_pushed(one, known, work, clock) for one in news)
        work.commit()
    return count


def _pushed(news: CaseNews, catalogue: Catalogue, work: UnitOfWork, clock: Clock) -> bool:
    case = work.cases.by_number(news.case)
    if case is None:
        return False
    message = _wording(news, case, catalogue)
    return work.pushes.add(Push(news.key, news.session, clock.now(), message.response, dict(message.values)))


def _wording(news: CaseNews, case: Case, catalogue: Catalogue) -> Message:
    message = told(case, catalogue)
    is_late = CaseState(news.state).awaits_an_answer and case.state.awaits_an_answer
    return Message(_LATE, message.values) if is_late else message
