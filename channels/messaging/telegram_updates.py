"""What a Telegram update says, in our own terms. Pure."""

from __future__ import annotations

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType

from channels.messaging.incoming import Incoming, Kind

WANTED = ("message", "callback_query")
"""Kinds of update that are asked for: an edited message is none of them, and never makes a second turn."""

_FILES = ("photo", "document", "video", "video_note", "animation")


def read_update(update: Update, username: str, bot_id: int) -> Incoming | None:
    """What it brings; None when it is not for us: an edit, a group that talks to itself, a notice of the app."""
    if update.callback_query is not None:
        return _tap(update.callback_query)
    message = update.message
    if message is None or message.from_user is None or message.from_user.is_bot:
        return None
    is_group = message.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP)
    if message.chat.type != ChatType.PRIVATE and not (is_group and _is_addressed(message, username, bot_id)):
        return None
    return _message(message, username, is_group=is_group)


def _tap(query: CallbackQuery) -> Incoming | None:
    message = query.message
    if message is None or query.data is None:
        return None
    is_group = message.chat.type != ChatType.PRIVATE
    return Incoming(
        key=f"tap {query.id}",
        address=str(message.chat.id),
        kind=Kind.TAP,
        text=query.data,
        person=str(query.from_user.id) if is_group else "",
        twin=f"tap {message.chat.id} {message.message_id} {query.data}",
        is_group=is_group,
        language=query.from_user.language_code or "",
    )


def _message(message: Message, username: str, *, is_group: bool) -> Incoming | None:
    kind, text = _content(message)
    if kind is None or message.from_user is None:
        return None
    voice = message.voice or message.audio
    duration = voice.duration if voice else None
    return Incoming(
        key=f"message {message.chat.id} {message.message_id}",
        address=str(message.chat.id),
        kind=kind,
        text=_without_our_name(text, username) if is_group else text,
        person=str(message.from_user.id) if is_group else "",
        file=voice.file_id if voice else None,
        seconds=None if duration is None else _seconds(duration),
        size=voice.file_size if voice else None,
        is_forwarded=message.forward_origin is not None,
        is_group=is_group,
        language=message.from_user.language_code or "",
    )


def _seconds(duration: object) -> float:
    """The library gives a number or a span of time, as it was set up."""
    total = getattr(duration, "total_seconds", None)
    return float(total()) if total is not None else float(str(duration))


def _content(message: Message) -> tuple[Kind | None, str]:
    """What kind of message, and its words; no kind where it is only a notice of the app."""
    if message.text is not None:
        return Kind.TEXT, message.text
    if message.voice is not None or message.audio is not None:
        return Kind.VOICE, ""
    if message.contact is not None:
        return Kind.CONTACT, message.contact.phone_number or ""
    if message.venue is not None:
        return Kind.PLACE, f"{message.venue.address}{message.venue.title}"
    if message.location is not None:
        return Kind.PLACE, ""
    if message.sticker is not None:
        return Kind.STICKER, message.sticker.emoji or ""
    if any(getattr(message, name) for name in _FILES):
        return Kind.PICTURE, message.caption or ""
    is_notice = bool(message.new_chat_members or message.left_chat_member or message.pinned_message)
    return (None if is_notice else Kind.OTHER), ""


def _is_addressed(message: Message, username: str, bot_id: int) -> bool:
    """Whether a message in a group is for us: named, answered, or a command of ours."""
    answered = message.reply_to_message
    if answered is not None and answered.from_user is not None and answered.from_user.id == bot_id:
        return True
    return f"@{username}".casefold() in (message.text or message.caption or "").casefold()


def _without_our_name(text: str, username: str) -> str:
    start = text.casefold().find(f"@{username}".casefold())
    if start < 0 or text.startswith("/"):
        return text
    return (text[:start] + text[start + len(username) + 1 :]).strip()
