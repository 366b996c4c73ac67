"""wechatpy's client with an access token that all our processes share through the database."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import requests
from wechatpy.client import WeChatClient
from wechatpy.exceptions import WeChatClientException

from actions.messaging.model import AppToken
from actions.ports import UnitsOfWork
from channels.messaging.ports import AppError, Refused, Unreachable
from channels.wechat_settings import WeChatSettings

NAME = "wechat"
SECONDS = 8.0
"""How long WeChat's interface may take."""

LEASE = timedelta(seconds=20)
"""How long one process may take to refresh the token."""

EARLY = timedelta(minutes=5)
"""How long before its end a token is not used any more."""

BUSY = timedelta(minutes=1)
REFUSED_AGAIN = timedelta(minutes=5)

_SPOILT = frozenset({40001, 40014, 42001})
_NOBODY = frozenset({40003, 43004, 45015, 45047, 48001, 50002, 48002})
"""The person cannot be written to: gone, silent for 48 hours, or we are not allowed to."""

_REFUSED = frozenset({40013, 40125, 40164, 40243})
_LIMITED = frozenset({45009, 45011})


class Interface(WeChatClient):  # type: ignore[misc]  # wechatpy ships no types
    """Calls WeChat; in a thread, for it waits. `now` tells the moment, `pause` waits for another process."""

    def __init__(
        self,
        settings: WeChatSettings,
        units: UnitsOfWork,
        now: Callable[[], datetime],
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        super().__init__(settings.app_id, settings.secret, timeout=SECONDS, auto_retry=False)
        self.API_BASE_URL = f"{settings.api}/cgi-bin/"
        self._units = units
        self._now = now
        self._pause = pause

    @property
    def access_token(self) -> str:
        """The token all processes use; refreshed by one of them. Raises AppError, StorageError."""
        for _ in range(int(LEASE.total_seconds())):
            now = self._now()
            with self._units() as work:
                kept = work.app_tokens.get(NAME, now)
                is_ours = kept is None and work.app_tokens.lease(NAME, now, now + LEASE)
                work.commit()
            if kept is not None:
                return kept.token
            if is_ours:
                return self._fetched()
            self._pause(1.0)
        raise AppError("no_token")

    def ask(self, call: Callable[[], Any]) -> Any:
        """What WeChat answers; a token it does not take any more is replaced once. Raises AppError, StorageError."""
        try:
            return self._ask(call)
        except _Spoilt:
            pass
        try:
            return self._ask(call)
        except _Spoilt:
            raise Refused("token", REFUSED_AGAIN) from None

    def _ask(self, call: Callable[[], Any]) -> Any:
        token = self.access_token
        try:
            return call()
        except (WeChatClientException, requests.RequestException) as error:
            code = getattr(error, "errcode", None)
        if code in _SPOILT:
            with self._units() as work:
                work.app_tokens.spoil(NAME, token)
                work.commit()
            raise _Spoilt
        raise _failure(code)

    def _fetched(self) -> str:
        try:
            given = self._given()
        except AppError:
            with self._units() as work:
                work.app_tokens.release(NAME)
                work.commit()
            raise
        lasts = max(timedelta(seconds=int(given.get("expires_in", 7200))) - EARLY, timedelta(minutes=1))
        with self._units() as work:
            work.app_tokens.put(NAME, AppToken(str(given["access_token"]), self._now() + lasts))
            work.commit()
        return str(given["access_token"])

    def _given(self) -> Mapping[str, Any]:
        """What WeChat gives out. Raises AppError."""
        asked = {"grant_type": "client_credential", "appid": self.appid, "secret": self.secret}
        try:
            answer = self._http.get(f"{self.API_BASE_URL}token", params=asked, timeout=SECONDS)
            answer.raise_for_status()
            given = answer.json()
        except (requests.RequestException, ValueError):
            raise AppError("no_token") from None
        if not isinstance(given, dict) or "access_token" not in given:
            raise _failure(given.get("errcode") if isinstance(given, dict) else None)
        return given


class _Spoilt(Exception):
    """The token at hand is not taken any more."""


def _failure(code: int | None) -> AppError:
    """What went wrong, without the address that was asked."""
    if code in _NOBODY:
        return Unreachable(f"errcode_{code}")
    if code in _REFUSED:
        return Refused(f"errcode_{code}", REFUSED_AGAIN)
    wait = BUSY if code in _LIMITED else timedelta(0)
    return AppError("away" if code is None else f"errcode_{code}", wait)
