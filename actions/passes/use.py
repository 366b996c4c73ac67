"""Gives out codes and takes them in: each once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from actions.drawing import first_free
from actions.passes.code import new_code
from actions.passes.digest import Digest
from actions.passes.model import GOING_ON, Pass
from actions.ports import Clock, UnitsOfWork


def issue(
    units: UnitsOfWork,
    clock: Clock,
    purpose: str,
    reference: str,
    *,
    digest: Digest,
    lasts: timedelta = GOING_ON,
    draw: Callable[[], str] = new_code,
) -> str:
    """A new code for a draft or a case, which can be redeemed once before it expires. Raises StorageError.

    Codes that have expired go on this occasion.
    """
    now = clock.now()
    with units() as work:
        work.passes.remove_expired(now)
        code = first_free(draw, lambda drawn: work.passes.is_taken(digest(drawn)))
        work.passes.add(Pass(digest(code), purpose, reference, now, now + lasts))
        work.commit()
    return code


def redeem(units: UnitsOfWork, clock: Clock, purpose: str, code: str, *, digest: Digest) -> str | None:
    """What the code was given out for; None when it is wrong, used, expired or for something else.

    Of two who redeem a code at the same time one gets the reference. Raises StorageError.
    """
    with units() as work:
        reference = work.passes.use(digest(code), purpose, clock.now())
        work.commit()
    return reference
