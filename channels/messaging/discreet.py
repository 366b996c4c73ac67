"""Keeps an app's credentials out of every log: libraries write addresses, and some addresses hold a token."""

from __future__ import annotations

import logging
from collections.abc import Collection

_TALKATIVE = ("httpx", "httpcore", "telegram", "urllib3", "requests", "wechatpy", "aiolimiter")
_MARK = "***"


class Discreet(logging.Filter):
    """Replaces the secrets in what is logged, in the text of exceptions too."""

    def __init__(self, secrets: Collection[str]) -> None:
        super().__init__()
        self._secrets = sorted((secret for secret in secrets if secret), key=len, reverse=True)

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the record through."""
        if record.exc_info:
            record.exc_text = self.without(logging.Formatter().formatException(record.exc_info))
            record.exc_info = None
        record.msg, record.args = self.without(record.getMessage()), ()
        return True

    def without(self, text: str) -> str:
        """The text with the secrets struck out."""
        for secret in self._secrets:
            text = text.replace(secret, _MARK)
        return text


def be_discreet(secrets: Collection[str]) -> Discreet:
    """From now on nothing this process logs holds the secrets; what libraries say below a warning is not logged."""
    guard = Discreet(secrets)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    for handler in logging.getLogger().handlers:
        handler.addFilter(guard)
    return guard
