"""Who may read the station's data from outside: tokens are made, shown once, and taken back."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from actions.access.model import Scope
from actions.access.tokens import issue, revoke
from actions.desk.model import ADMINISTRATORS
from channels.desk.desk import Desk
from channels.desk.figures import figure_words, names_of
from channels.desk.page import Asked, Page, Refused, Socket

_LONGEST_NAME = 30


def pages(desk: Desk) -> list[Page | Socket]:
    """For administrators alone."""
    return [
        Page("/access", show, ADMINISTRATORS, nav="access"),
        Page("/access/new", new, ADMINISTRATORS, ("POST",)),
        Page("/access/{token}/revoke", take_back, ADMINISTRATORS, ("POST",)),
    ]


def show(asked: Asked) -> Response:
    """Every token there ever was, but for its secret."""
    return _page(asked)


def new(asked: Asked) -> Response:
    """A token, shown once."""
    desk, name = asked.desk, asked.field("name", _LONGEST_NAME)
    known = desk.resources.catalogue.current().services
    scopes = [scope for scope in Scope if scope.value in asked.form.getlist("scopes")]
    services = [str(one) for one in asked.form.getlist("services") if one in known]
    if not name or not scopes or (Scope.IDENTITIES in scopes and not services):
        raise Refused(422, "no_text")
    token, secret = issue(name, scopes, services, asked.account.id, desk.units, desk.resources.clock)
    desk.note(asked, "token_made", token.id, name)
    return _page(asked, secret=secret, name=name)


def take_back(asked: Asked) -> Response:
    """The token opens nothing any more."""
    revoke(asked.path("token"), asked.desk.units, asked.desk.resources.clock)
    asked.desk.note(asked, "token_revoked", asked.path("token")[:64])
    return asked.to("/access", "token_revoked")


def _page(asked: Asked, **told: Any) -> Response:
    desk = asked.desk
    with desk.units.reading() as work:
        tokens = work.access_tokens.all()
    return desk.page(
        asked,
        "access.html",
        tokens=tokens,
        scopes=list(Scope),
        services=sorted(desk.resources.catalogue.current().services),
        title=names_of(desk),
        figures=figure_words(),
        now=desk.resources.clock.now(),
        **({"secret": "", "name": ""} | told),
    )
