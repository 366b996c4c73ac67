"""What is said between chats and the desk, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from actions.help.talking import Line, Speaker
from actions.store.changes import changed
from actions.store.messaging_tables import chat_talks
from actions.store.readable import opened
from actions.store.sealed import Seal


class SqlTalks:
    """The rows of `chat_talks`."""

    def __init__(self, session: Session, seal: Seal) -> None:
        self._session = session
        self._seal = seal

    def add(self, line: Line) -> bool:
        """Words are sealed. Within one transaction of a chat nobody else writes under its keys."""
        if self._session.execute(select(chat_talks.c.key).where(chat_talks.c.key == line.key)).first() is not None:
            return False
        words = {"words": self._seal.close(line.text), "said_at": line.at}
        row = {"key": line.key, "session": line.session, "speaker": line.speaker.value}
        self._session.execute(insert(chat_talks).values({**row, **words}))
        return True

    def of_session(self, session: str) -> Sequence[Line]:
        mine = select(chat_talks).where(chat_talks.c.session == session).order_by(chat_talks.c.said_at)
        lines = (self._line(row) for row in self._session.execute(mine).mappings())
        return [line for line in lines if line is not None]

    def remove(self, session: str) -> int:
        return changed(self._session, delete(chat_talks).where(chat_talks.c.session == session))

    def _line(self, row: Any) -> Line | None:
        text = opened(self._seal, row["words"], str)
        speaker = Speaker(row["speaker"])
        return None if text is None else Line(row["key"], row["session"], speaker, text, row["said_at"])
