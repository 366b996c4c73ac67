"""What is said in chats unasked, and which cases chats follow, as rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import String, cast, delete, insert, literal, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.sql import Select

from actions.cases.model import CaseState
from actions.messaging.model import NEWS, CaseNews, Push, PushState
from actions.store.changes import changed
from actions.store.messaging_tables import chat_accounts, chat_follows, chat_pushes
from actions.store.readable import opened
from actions.store.sealed import Seal
from actions.store.tables import case_marks, cases

_WAITING, _SENT, _DEAD = (state.value for state in (PushState.WAITING, PushState.SENT, PushState.DEAD))
_TOLD = tuple(state.value for state in (CaseState.ANSWERED, CaseState.RETURNED, CaseState.CLOSED))
_LEVELS = ("street", "district")


@dataclass(frozen=True)
class _Words:
    """What is sealed."""

    response: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    text: str = ""


class SqlPushes:
    """The rows of `chat_pushes`."""

    def __init__(self, session: Session, seal: Seal) -> None:
        self._session = session
        self._seal = seal

    def add(self, push: Push) -> bool:
        """What is said is sealed."""
        chat = select(chat_accounts.c.session).where(chat_accounts.c.session == push.session)
        if self._session.execute(chat).first() is None or self._is_known(push.key):
            return False
        row = {
            "id": push.id,
            "key": push.key,
            "session": push.session,
            "state": push.state.value,
            "words": self._seal.close({"response": push.response, "values": dict(push.values), "text": push.text}),
            "attempts": push.attempts,
            "problem": push.problem,
            "due_at": push.due_at,
            "made_at": push.due_at,
        }
        try:
            with self._session.begin_nested():
                self._session.execute(insert(chat_pushes).values(row))
        except IntegrityError:
            return False
        return True

    def take(self, app: str, now: datetime, until: datetime, most: int) -> Sequence[Push]:
        """Rows another worker holds at this moment are passed over."""
        due = select(chat_pushes).join(chat_accounts, chat_accounts.c.session == chat_pushes.c.session)
        due = due.where(chat_accounts.c.app == app, chat_pushes.c.state == _WAITING, chat_pushes.c.due_at <= now)
        due = due.order_by(chat_pushes.c.made_at, chat_pushes.c.due_at).limit(most)
        taken = list(self._read(due.with_for_update(skip_locked=True)))
        for push in taken:
            self._update(push.id, due_at=until)
        return taken

    def sent(self, push_id: str, now: datetime) -> None:
        self._update(push_id, state=_SENT, sent_at=now, words=self._nothing())

    def put_off(self, push_id: str, until: datetime, problem: str) -> None:
        self._update(push_id, attempts=chat_pushes.c.attempts + 1, due_at=until, problem=problem)

    def give_up(self, push_id: str, problem: str) -> None:
        self._update(push_id, state=_DEAD, problem=problem, words=self._nothing())

    def withdraw(self, session: str, prefix: str = "") -> int:
        waiting = delete(chat_pushes).where(chat_pushes.c.session == session, chat_pushes.c.state == _WAITING)
        return changed(self._session, waiting.where(chat_pushes.c.key.startswith(prefix)))

    def dead(self) -> Sequence[Push]:
        return list(self._read(select(chat_pushes).where(chat_pushes.c.state == _DEAD)))

    def _is_known(self, key: str) -> bool:
        return self._session.execute(select(chat_pushes.c.id).where(chat_pushes.c.key == key)).first() is not None

    def _nothing(self) -> bytes:
        return self._seal.close({})

    def _update(self, push_id: str, **values: Any) -> None:
        self._session.execute(update(chat_pushes).where(chat_pushes.c.id == push_id).values(values))

    def _read(self, query: Select) -> Iterator[Push]:
        for row in self._session.execute(query).mappings():
            words = opened(self._seal, row["words"], _Words)
            if words is not None:
                columns = {key: row[key] for key in ("id", "key", "session", "due_at", "attempts", "problem")}
                push = Push(**columns, state=PushState(row["state"]))
                yield replace(push, response=words.response, values=words.values, text=words.text)


class SqlFollows:
    """The rows of `chat_follows`, and the steps of cases that chats wait for."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, session: str, case_id: str, now: datetime) -> None:
        kept = select(chat_follows).where(chat_follows.c.session == session, chat_follows.c.case_id == case_id)
        if self._session.execute(kept).first() is None:
            row = {"session": session, "case_id": case_id, "made_at": now}
            self._session.execute(insert(chat_follows).values(row))

    def cases(self, session: str) -> Sequence[str]:
        followed = select(chat_follows.c.case_id).where(chat_follows.c.session == session)
        return list(self._session.execute(followed.order_by(chat_follows.c.made_at.desc())).scalars())

    def remove(self, session: str) -> int:
        return changed(self._session, delete(chat_follows).where(chat_follows.c.session == session))

    def news(self, most: int) -> Sequence[CaseNews]:
        """Steps since the chat began, of its own cases and of those it follows; each is told once."""
        own = select(cases.c.id.label("case_id"), cases.c.session.label("session"))
        followed = select(chat_follows.c.case_id, chat_follows.c.session)
        wanted = own.union(followed).subquery()
        key = literal(NEWS).op("||")(cast(case_marks.c.id, String)).op("||")(literal(":")).op("||")(wanted.c.session)
        is_news = case_marks.c.state.in_(_TOLD) | case_marks.c.note.in_(_LEVELS)
        told = select(chat_pushes.c.id).where(chat_pushes.c.key == key).exists()
        query = (
            select(case_marks.c.id, wanted.c.session, cases.c.number, case_marks.c.state, case_marks.c.note)
            .join(wanted, wanted.c.case_id == case_marks.c.case_id)
            .join(cases, cases.c.id == case_marks.c.case_id)
            .join(chat_accounts, chat_accounts.c.session == wanted.c.session)
            .where(is_news, case_marks.c.at >= chat_accounts.c.made_at, ~told)
            .order_by(case_marks.c.id)
            .limit(most)
        )
        return [CaseNews(*row) for row in self._session.execute(query)]
