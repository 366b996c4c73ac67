"""Tells the volunteers' group in a messaging app that somebody waits: by a push, which the process of the app sends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from actions.messaging.model import Account, Push
from actions.model import HelpRequest, Urgency, session_reference
from actions.ports import Clock, NotificationError, StorageError, UnitsOfWork

_UNANSWERED, _DANGER, _NO_PLACE = "utter_push_call", "_danger", "_chat"


@dataclass(frozen=True)
class ChatGroup:
    """The `Notifier` of a station whose volunteers have a group. `app`: telegram or wechat; `address`: the group's
    number there."""

    units: UnitsOfWork
    clock: Clock
    app: str
    address: str

    def notify(self, request: HelpRequest) -> bool:
        """Whether the group will be told, once for a call. Raises NotificationError."""
        try:
            return self.tell(f"call:{request.id}", _response(request), {"place": request.place})
        except StorageError as error:
            raise NotificationError("the group could not be written to") from error

    def tell(self, key: str, response: str, values: Mapping[str, str]) -> bool:
        """Whether the group will be told, once for a key. Raises StorageError."""
        now, name = self.clock.now(), f"{self.app}-group-{self.address}"
        group = Account(session_reference(name), self.app, name, self.address, now, now)
        with self.units() as work:
            work.chat_accounts.put(group)
            told = work.pushes.add(Push(key, group.session, now, response, dict(values)))
            work.commit()
        return told


def _response(request: HelpRequest) -> str:
    danger = _DANGER if request.urgency > Urgency.SOON else ""
    return _UNANSWERED + danger + ("" if request.place else _NO_PLACE)
