"""What a department's server said, read with care: it is somebody else's."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

import httpx

from actions.departments.gateway import Unreachable
from assistant.text.redact import mask_personal

MOST_BYTES = 64 * 1024
MOST_SECONDS = 15.0
LONGEST_WAIT = timedelta(days=1)


@dataclass(frozen=True)
class Answer:
    """A status and the JSON object that came with it; empty when there was none, or one too big to be read."""

    status: int
    body: Mapping[str, object] = field(default_factory=dict, repr=False)
    wait: timedelta = timedelta(0)

    @property
    def is_good(self) -> bool:
        return httpx.codes.is_success(self.status)

    def text(self, key: str, most: int) -> str:
        """A text of the object in one line of at most so many characters; "" when it is missing or no text."""
        value = self.body.get(key)
        return " ".join(value.split())[:most] if isinstance(value, str) else ""

    def masked(self, key: str, most: int) -> str:
        """The same without anybody's numbers."""
        return mask_personal(self.text(key, most)).text


def read_answer(response: httpx.Response, now: datetime) -> Answer:
    """Reads an answer that is streamed. Raises Unreachable when it takes too long, httpx.HTTPError."""
    return Answer(response.status_code, _object(_body(response)), _wait(response.headers.get("retry-after"), now))


def _body(response: httpx.Response) -> bytes:
    """Nothing, when it is too big."""
    end, body = time.monotonic() + MOST_SECONDS, b""
    for chunk in response.iter_raw():
        body += chunk
        if len(body) > MOST_BYTES:
            return b""
        if time.monotonic() > end:
            raise Unreachable("too_slow")
    return body


def _object(body: bytes) -> Mapping[str, object]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _wait(retry_after: str | None, now: datetime) -> timedelta:
    """How long it asks to be left alone: seconds, or a day and time; none when it says neither."""
    if retry_after is None:
        return timedelta(0)
    try:
        wait = timedelta(seconds=int(retry_after)) if retry_after.isdigit() else _moment(retry_after) - now
    except (ValueError, OverflowError):
        return timedelta(0)
    return min(max(wait, timedelta(0)), LONGEST_WAIT)


def _moment(text: str) -> datetime:
    moment = parsedate_to_datetime(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
