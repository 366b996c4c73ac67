"""When a process is started again: a pure state machine, told what was seen and what time it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum


class State(str, Enum):
    """Where a process stands."""

    STARTING = "starting"
    READY = "ready"
    RESTARTING = "restarting"
    STOPPED = "stopped"


class Order(Enum):
    """What the supervisor has to do now."""

    NOTHING = "nothing"
    START = "start"
    KILL = "kill"
    """End it, whatever is left of it."""


@dataclass(frozen=True)
class Policy:
    """All in seconds.

    shortest, longest: the wait before a new start, doubled from one to the other. calm: health after which
    the next wait is the shortest again. patience: silence of a healthy process that counts as hung.
    slowest_start: the longest that a start may take.
    """

    shortest: float = 0.5
    longest: float = 10.0
    calm: float = 60.0
    patience: float = 10.0
    slowest_start: float = 180.0


@dataclass(frozen=True)
class Seen:
    """is_alive: the process exists. answers: it says it is well; None when it was not asked."""

    is_alive: bool
    answers: bool | None


@dataclass(frozen=True)
class Watch:
    """One process under watch.

    since: when the state began. heard: when it last answered. wait: before the start after the next failure.
    due: when the next start is.
    """

    state: State
    since: float
    heard: float
    wait: float
    due: float = 0.0


def begun(now: float, policy: Policy) -> Watch:
    """The watch over a process that was started just now."""
    return Watch(State.STARTING, since=now, heard=now, wait=policy.shortest)


def step(watch: Watch, seen: Seen, now: float, policy: Policy) -> tuple[Watch, Order]:
    """The next state, and what to do. `now`: seconds of any clock that only goes forward."""
    if watch.state is State.STOPPED:
        return watch, Order.NOTHING
    if watch.state is State.RESTARTING:
        return _maybe_start(watch, now)
    if not seen.is_alive or _is_hung(watch, seen, now, policy):
        return _failed(watch, now, policy), Order.KILL
    if seen.answers:
        return _well(watch, now, policy), Order.NOTHING
    return watch, Order.NOTHING


def _maybe_start(watch: Watch, now: float) -> tuple[Watch, Order]:
    if now < watch.due:
        return watch, Order.NOTHING
    return replace(watch, state=State.STARTING, since=now, heard=now), Order.START


def _is_hung(watch: Watch, seen: Seen, now: float, policy: Policy) -> bool:
    limit = policy.slowest_start if watch.state is State.STARTING else policy.patience
    return seen.answers is False and now - watch.heard > limit


def _failed(watch: Watch, now: float, policy: Policy) -> Watch:
    later = min(policy.longest, watch.wait * 2)
    return replace(watch, state=State.RESTARTING, since=now, due=now + watch.wait, wait=later)


def _well(watch: Watch, now: float, policy: Policy) -> Watch:
    if watch.state is not State.READY:
        return replace(watch, state=State.READY, since=now, heard=now)
    is_calm = now - watch.since >= policy.calm
    return replace(watch, heard=now, wait=policy.shortest if is_calm else watch.wait)
