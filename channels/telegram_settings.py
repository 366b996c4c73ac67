"""What a Telegram bot needs to be served."""

from __future__ import annotations

from dataclasses import dataclass, field

POLL_SECONDS = 25


@dataclass(frozen=True)
class TelegramSettings:
    """`api`: where the Bot API is; `poll`: seconds a question for news may stay open."""

    token: str = field(repr=False)
    api: str = "https://api.telegram.org"
    poll: int = POLL_SECONDS
