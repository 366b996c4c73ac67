"""The volunteer who speaks with somebody in a chat: while one does, words go to them and the assistant waits."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial

from actions.help.talking import Line, Speaker, companion
from actions.ports import StorageError, UnitOfWork
from channels.gate import admit
from channels.messaging.ports import Now
from channels.messaging.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Company:
    """The talks of one app."""

    store: Store
    now: Now

    async def companion(self, session: str) -> str | None:
        """The name of whoever speaks with that session; None where the assistant answers, and where the store is
        away: silence would be worse than the wrong one answering."""
        try:
            return await self.store.do(partial(self._companion, session))
        except StorageError as error:
            log.error("it is not known who speaks: %s", type(error.__cause__ or error).__name__)
            return None

    async def tell(self, session: str, key: str, text: str) -> None:
        """Passes on what the person wrote, once for a key, without what nobody may know; an emoji as it is. Raises
        StorageError."""
        await self._add(session, key, Speaker.RESIDENT, admit(text) or text)

    async def part(self, session: str, key: str) -> None:
        """From here on the person wants the assistant. Raises StorageError."""
        await self._add(session, key, Speaker.ASSISTANT, "")

    def _companion(self, session: str, work: UnitOfWork) -> str | None:
        calls = work.help_requests.of_session(session)
        taker = companion(calls, work.talks.of_session(session), self.now()) if calls else None
        return taker.name if taker else None

    async def _add(self, session: str, key: str, speaker: Speaker, text: str) -> None:
        await self.store.do(lambda work: work.talks.add(Line(key, session, speaker, text, self.now())))
