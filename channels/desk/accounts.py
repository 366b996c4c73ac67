"""Who works at the desk: invitations, roles, accounts out of use, and the station's PIN."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from actions.desk.model import ADMINISTRATORS, Role
from actions.desk.people import LastAdministrator, People
from channels.desk.desk import Desk
from channels.desk.page import Asked, Page, Refused, Socket
from channels.desk.settings import MOUNTED_AT


def pages(desk: Desk) -> list[Page | Socket]:
    """For administrators alone."""
    return [
        Page("/accounts", show, ADMINISTRATORS, nav="accounts"),
        Page("/accounts/invite", invite, ADMINISTRATORS, ("POST",)),
        Page("/accounts/pin", new_pin, ADMINISTRATORS, ("POST",)),
        Page("/accounts/{account}/link", link, ADMINISTRATORS, ("POST",)),
        Page("/accounts/{account}/{change}", change, ADMINISTRATORS, ("POST",)),
    ]


def show(asked: Asked) -> Response:
    """Everybody."""
    return _page(asked)


def invite(asked: Asked) -> Response:
    """A link for somebody new, shown once."""
    role = _role(asked)
    return _page(asked, link=_address(asked, asked.desk.entrance.invite(role, asked.account.id)), invited=role.value)


def link(asked: Asked) -> Response:
    """A link for somebody who is known: a forgotten password, or a tablet without a keyboard."""
    account = next((one.account for one in _people(asked).all() if one.account.id == asked.path("account")), None)
    if account is None or not account.is_open:
        raise Refused(404, "not_found")
    secret = asked.desk.entrance.invite(account.role, asked.account.id, account.id)
    return _page(asked, link=_address(asked, secret), invited_name=account.name)


def new_pin(asked: Asked) -> Response:
    """Another PIN for the station, shown once."""
    return _page(asked, pin=asked.desk.entrance.new_pin(asked.account.id))


def change(asked: Asked) -> Response:
    """Takes an account out of use or into it, ends its sessions, or gives it another role."""
    people, account, by = _people(asked), asked.path("account"), asked.account.id
    changes: dict[str, tuple[str, Callable[[], bool]]] = {
        "disable": ("disabled", lambda: people.disable(account, by)),
        "enable": ("enabled", lambda: people.enable(account, by)),
        "end": ("ended", lambda: people.end_sessions(account, by)),
        "role": ("role_changed", lambda: people.give_role(account, _role(asked), by)),
    }
    done, make = changes.get(asked.path("change"), ("", bool))
    try:
        if not make():
            raise Refused(404, "not_found")
    except LastAdministrator as error:
        raise Refused(409, "last_administrator") from error
    return asked.to("/accounts", done)


def _page(asked: Asked, **told: Any) -> Response:
    """With what is shown once, if anything is."""
    nothing: dict[str, Any] = dict.fromkeys(("link", "invited", "invited_name", "pin"), "")
    return asked.desk.page(asked, "accounts.html", people=_people(asked).all(), roles=list(Role), **nothing | told)


def _people(asked: Asked) -> People:
    return asked.desk.people


def _role(asked: Asked) -> Role:
    try:
        return Role(asked.field("role"))
    except ValueError as error:
        raise Refused(422, "not_found") from error


def _address(asked: Asked, secret: str) -> str:
    """The link as the administrator's own browser reaches the desk."""
    url = asked.request.url
    return f"{url.scheme}://{url.netloc}{MOUNTED_AT}/invite/{secret}"
