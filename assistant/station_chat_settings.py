"""What a station is told of its messaging apps by its environment; channels/README.md explains each variable."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.settings import Ports
from channels.messaging.hours import Hours
from channels.telegram_settings import TelegramSettings
from channels.wechat_settings import WeChatSettings

TELEGRAM, WECHAT = "telegram", "wechat"


def chat_port(app: str, ports: Ports) -> int:
    """Where the process of an app says that it is well, and where what the app brings by itself is taken in."""
    return ports.actions + 1 + (TELEGRAM, WECHAT).index(app)


@dataclass(frozen=True)
class ChatSettings:
    """`telegram`, `wechat`: None where there are no credentials. `hook`, `secret`: of Telegram's webhook."""

    telegram: TelegramSettings | None = None
    wechat: WeChatSettings | None = None
    hook: str = ""
    secret: str = field(default="", repr=False)
    hours: Hours | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> ChatSettings:
        """Raises ValueError with a sentence where credentials are incomplete, or the hours cannot be read."""
        hours = environment.get("LINBAN_STATION_HOURS", "")
        return cls(
            telegram=_telegram(environment),
            wechat=_wechat(environment),
            hook=environment.get("LINBAN_TELEGRAM_WEBHOOK", ""),
            secret=_secret(environment),
            hours=Hours.parse(hours) if hours else None,
        )

    @property
    def apps(self) -> tuple[str, ...]:
        """The apps there are credentials for."""
        return tuple(name for name, there in ((TELEGRAM, self.telegram), (WECHAT, self.wechat)) if there is not None)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What may stand in no log."""
        telegram = (self.telegram.token, self.secret) if self.telegram else ()
        return (*telegram, *(self.wechat.secrets if self.wechat else ()))


def _telegram(environment: Mapping[str, str]) -> TelegramSettings | None:
    token = environment.get("LINBAN_TELEGRAM_TOKEN", "")
    api = environment.get("LINBAN_TELEGRAM_API", "")
    if not token:
        return None
    return TelegramSettings(token, api.rstrip("/")) if api else TelegramSettings(token)


def _secret(environment: Mapping[str, str]) -> str:
    secret = environment.get("LINBAN_TELEGRAM_WEBHOOK_SECRET", "")
    if environment.get("LINBAN_TELEGRAM_WEBHOOK") and not secret:
        raise ValueError("LINBAN_TELEGRAM_WEBHOOK needs LINBAN_TELEGRAM_WEBHOOK_SECRET beside it.")
    return secret


def _wechat(environment: Mapping[str, str]) -> WeChatSettings | None:
    app_id, secret, token = (environment.get(f"LINBAN_WECHAT_{name}", "") for name in ("APP_ID", "SECRET", "TOKEN"))
    if not app_id:
        return None
    if not (secret and token):
        raise ValueError("LINBAN_WECHAT_APP_ID needs LINBAN_WECHAT_SECRET and LINBAN_WECHAT_TOKEN beside it.")
    key, api = environment.get("LINBAN_WECHAT_AES_KEY", ""), environment.get("LINBAN_WECHAT_API", "")
    return WeChatSettings(app_id, secret, token, key, **({"api": api.rstrip("/")} if api else {}))
