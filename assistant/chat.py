"""`linban chat`: a conversation in the terminal, with the real model and the real actions in this very process."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from assistant.settings import Settings
from channels.wire import Item, Reply, TurnEnd

Write = Callable[[str], None]


def run_chat(settings: Settings, channel: str, as_json: bool, lines: Iterable[str], write: Write) -> None:
    """One turn a line; an empty line starts a new person.

    Raises:
        TrainingError: there is no model.
        CatalogueError, StorageError, sqlalchemy.exc.SQLAlchemyError: the actions cannot work.
    """
    from assistant.rasa_setup import prepare_rasa

    prepare_rasa()
    from assistant.local import LocalDialogue

    dialogue = LocalDialogue.build(settings)
    asyncio.run(_talk(dialogue, channel, as_json, lines, write))


async def _talk(dialogue: Any, channel: str, as_json: bool, lines: Iterable[str], write: Write) -> None:
    session = _new_session()
    for line in lines:
        text = line.rstrip("\r\n")
        if not text.strip():
            await dialogue.forget(session)
            session = _new_session()
            continue
        items = [item async for item in dialogue.turn(session, text, channel=channel)]
        write(as_line(text, items) if as_json else as_talk(items))
    await dialogue.forget(session)


def as_line(text: str, items: list[Item]) -> str:
    """The turn as one JSON object: text, replies, state, case, handover."""
    replies = [asdict(item) for item in items if isinstance(item, Reply)]
    end = next(item for item in items if isinstance(item, TurnEnd))
    turn = {"text": text, "replies": replies, "state": end.state, "case": end.case, "handover": end.handover}
    return json.dumps(turn, ensure_ascii=False)


def as_talk(items: list[Item]) -> str:
    """The turn as a person reads it in a terminal."""
    lines = []
    for item in items:
        if isinstance(item, Reply):
            lines.append(f"  {item.text}")
            lines.extend(f"    [{button.title}]  {button.payload}" for button in item.buttons)
    return "\n".join(lines)


def _new_session() -> str:
    return f"chat-{secrets.token_hex(8)}"
