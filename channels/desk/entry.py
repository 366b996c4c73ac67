"""The door of the desk: by number, password and PIN, by a link that works once, and out again."""

from __future__ import annotations

from math import ceil

from starlette.responses import Response

from actions.desk.entrance import MustWait, NotLetIn, Who
from actions.desk.model import EVERYONE, LONGEST, NOBODY, Invitation
from actions.desk.passwords import WeakPassword
from channels.desk.desk import Desk
from channels.desk.doorkeeper import COOKIE
from channels.desk.page import Asked, Page, Socket
from channels.desk.settings import MOUNTED_AT


def pages(desk: Desk) -> list[Page | Socket]:
    """The door, and the way out."""
    return [
        Page("/login", show_login, NOBODY),
        Page("/login", sign_in, NOBODY, ("POST",)),
        Page("/invite/{secret}", show_invitation, NOBODY),
        Page("/invite/{secret}", accept, NOBODY, ("POST",)),
        Page("/welcome", welcome, EVERYONE),
        Page("/me", show_me, EVERYONE),
        Page("/me/password", change_password, EVERYONE, ("POST",)),
        Page("/logout", sign_out, EVERYONE, ("POST",)),
    ]


def show_login(asked: Asked) -> Response:
    """The form; whoever is in already goes on."""
    if asked.visitor:
        return asked.to(_next(asked.query("next")))
    return _login(asked)


def sign_in(asked: Asked) -> Response:
    """In, or the form again with the reason, or how long to wait."""
    entrance, address = asked.desk.entrance, asked.request.client.host if asked.request.client else ""
    try:
        who = entrance.sign_in(asked.field("number"), asked.field("password"), asked.field("pin"), address)
    except MustWait as waiting:
        response = _login(asked, 429, "wait", seconds=ceil(waiting.wait.total_seconds()))
        response.headers["Retry-After"] = str(ceil(waiting.wait.total_seconds()))
        return response
    except NotLetIn:
        return _login(asked, 403, "wrong")
    return _in(asked, who, asked.to(_next(asked.field("next"))))


def show_invitation(asked: Asked) -> Response:
    """What the link is for. Looking at it does not use it up: messengers look at links before people do."""
    return _invited(asked, asked.desk.entrance.invitation(asked.path("secret")))


def accept(asked: Asked) -> Response:
    """Uses the link: a new account, or back into one."""
    entrance, secret, name = asked.desk.entrance, asked.path("secret"), asked.field("name", 20)
    invitation = entrance.invitation(secret)
    problem = _problem(asked, name) if invitation and invitation.account is None else ""
    try:
        if invitation is None:
            raise NotLetIn("the link is not good any more")
        if not problem and invitation.account is None:
            who = entrance.join(secret, name, asked.field("password"))
            return _in(asked, who, asked.to("/welcome"))
        if not problem:
            return _in(asked, entrance.return_by_link(secret, asked.field("password")), asked.to("/"))
    except WeakPassword:
        problem = "weak"
    except NotLetIn:
        return _invited(asked, None)
    return _invited(asked, invitation, problem, name)


def welcome(asked: Asked) -> Response:
    """What somebody new has to know: their number, and whom to ask for the station's PIN."""
    with asked.desk.units.reading() as work:
        has_pin = work.station_pin.digest() is not None
    return asked.desk.page(asked, "welcome.html", has_pin=has_pin)


def show_me(asked: Asked) -> Response:
    """One's own account."""
    return asked.desk.page(asked, "me.html", problem="", seconds=0)


def change_password(asked: Asked) -> Response:
    """Another password, for whoever knows the one before."""
    problem, seconds = "", 0
    if asked.field("password") != asked.field("again"):
        problem = "different"
    else:
        try:
            asked.desk.entrance.change_password(asked.who, asked.field("old"), asked.field("password"))
        except WeakPassword:
            problem = "weak"
        except NotLetIn:
            problem = "old"
        except MustWait as waiting:
            problem, seconds = "wait", ceil(waiting.wait.total_seconds())
    if problem:
        return asked.desk.page(asked, "me.html", 422, problem=problem, seconds=seconds)
    return asked.to("/me", "new_password")


def sign_out(asked: Asked) -> Response:
    """Out; the browser forgets its secret."""
    asked.desk.entrance.leave(asked.who)
    response = asked.to("/login", "signed_out")
    response.delete_cookie(COOKIE, path=MOUNTED_AT)
    return response


def _invited(asked: Asked, invitation: Invitation | None, problem: str = "", name: str = "") -> Response:
    status = 422 if problem else 200 if invitation else 404
    return asked.desk.page(asked, "invite.html", status, invitation=invitation, problem=problem, name=name)


def _problem(asked: Asked, name: str) -> str:
    if not name:
        return "no_name"
    return "" if asked.field("password") == asked.field("again") else "different"


def _login(asked: Asked, status: int = 200, problem: str = "", seconds: int = 0) -> Response:
    values = {"problem": problem, "seconds": seconds, "number": asked.field("number", 8)}
    next_ = asked.field("next") or asked.query("next")
    return asked.desk.page(asked, "login.html", status, next=_next(next_), **values)


def _next(path: str) -> str:
    """Where to after the door: only a page of the desk."""
    is_ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if is_ours and "\\" not in path else "/"


def _in(asked: Asked, who: Who, response: Response) -> Response:
    response.set_cookie(
        COOKIE,
        who.secret,
        max_age=int(LONGEST.total_seconds()),
        path=MOUNTED_AT,
        secure=asked.request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return response
