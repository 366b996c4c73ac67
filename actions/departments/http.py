"""A department that is reached over HTTP. What the two say to each other stands in README.md beside this file."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

import httpx

from actions.cases.model import CaseState
from actions.departments.answer import Answer, read_answer
from actions.departments.gateway import Delivery, Progress, Receipt, Refused, Standing, Unreachable
from actions.ports import Clock

TIMEOUT = httpx.Timeout(8.0, connect=3.0)
"""Seconds for each step of a call."""
LONGEST_REASON = 200
LONGEST_RESULT = 2000
LONGEST_REFERENCE = 64

#: These say nothing about the case: the token or the address is wrong, or it is not the moment.
_NOT_ABOUT_THE_CASE = frozenset({401, 403, 404, 405, 407, 408, 421, 425, 429})
_CONFLICT = 409
_GONE = 410
_STATES = {state.value: state for state in (CaseState.IN_PROGRESS, CaseState.ANSWERED, CaseState.RETURNED)}


@dataclass(frozen=True)
class HttpDepartment:
    """Delivers to `url` and asks there for results.

    `token` reads the secret anew for every call and may raise Unreachable; `trust` says whose certificates are
    believed. Redirections are not followed: what is personal goes nowhere else.
    """

    url: str
    token: Callable[[], str]
    clock: Clock
    trust: ssl.SSLContext
    timeout: httpx.Timeout = TIMEOUT

    def deliver(self, delivery: Delivery) -> Receipt:
        answer = self._call("POST", "/cases", {"Idempotency-Key": delivery.key}, _as_json(delivery))
        if answer.status == _CONFLICT:
            self.progress(delivery.key)
        elif not answer.is_good:
            raise Refused(answer.masked("reason", LONGEST_REASON))
        return Receipt(answer.masked("reference", LONGEST_REFERENCE) or None)

    def tell(self, standing: Standing) -> None:
        """Who has no such case, or heard it before, need not hear it."""
        told = {name: value for name, value in asdict(standing).items() if name not in ("key", "about")}
        answer = self._call("POST", f"/cases/{standing.about}/news", {"Idempotency-Key": standing.key}, told)
        if not answer.is_good and answer.status not in (_CONFLICT, _GONE):
            raise Refused(answer.masked("reason", LONGEST_REASON))

    def progress(self, key: str) -> Progress:
        """A state that a department may not set is no news."""
        answer = self._call("GET", f"/cases/{key}")
        if not answer.is_good:
            raise Unreachable(f"http_{answer.status}")
        state = _STATES.get(answer.text("state", LONGEST_REFERENCE))
        if state is CaseState.RETURNED:
            return Progress(state, answer.masked("reason", LONGEST_REASON))
        return Progress(state, answer.text("result", LONGEST_RESULT))

    def _call(self, method: str, path: str, headers: Mapping[str, str] | None = None, body: object = None) -> Answer:
        """An answer that is good or about the case; everything else is Unreachable."""
        told = {"Authorization": f"Bearer {self.token()}", "Accept-Encoding": "identity", **(headers or {})}
        try:
            with (
                httpx.Client(verify=self.trust, timeout=self.timeout, trust_env=False) as client,
                client.stream(method, self.url + path, headers=told, json=body) as response,
            ):
                answer = read_answer(response, self.clock.now())
        except httpx.HTTPError as error:
            raise Unreachable(_in_a_word(error)) from error
        if answer.is_good or (400 <= answer.status < 500 and answer.status not in _NOT_ABOUT_THE_CASE):
            return answer
        raise Unreachable(f"http_{answer.status}", answer.wait)


def _as_json(delivery: Delivery) -> dict[str, object]:
    return {name: value for name, value in asdict(delivery).items() if name != "key"}


def _in_a_word(error: httpx.HTTPError) -> str:
    return "timeout" if isinstance(error, httpx.TimeoutException) else "no_connection"
