"""Lessons at the desk from one station to another: given out signed, taken in once they are checked."""

from __future__ import annotations

from starlette.datastructures import UploadFile
from starlette.responses import Response

from actions.bundles.lessons import LessonSharing
from actions.bundles.model import BundleError
from actions.desk.model import STAFF
from channels.desk.desk import Desk
from channels.desk.page import Asked, Page, Refused, Socket

_MOST_BYTES = 8 * 1024 * 1024
_LONGEST_KEY = 64


def pages(desk: Desk) -> list[Page | Socket]:
    """For staff: what is taken in is taught at once."""
    return [
        Page("/sharing", show, STAFF),
        Page("/sharing/lessons.zip", give, STAFF),
        Page("/sharing/take", take, STAFF, ("POST",), most_bytes=_MOST_BYTES),
    ]


def show(asked: Asked) -> Response:
    """This station's key, and the two ways."""
    return _page(asked)


def give(asked: Asked) -> Response:
    """The station's own lessons as one signed file."""
    try:
        packed = _sharing(asked).give()
    except BundleError as error:
        raise Refused(404, "not_found") from error
    asked.desk.note(asked, "exported", "lessons")
    headers = {"content-disposition": 'attachment; filename="lessons.zip"'}
    return Response(packed, media_type="application/zip", headers=headers)


def take(asked: Asked) -> Response:
    """Another station's lessons; what is wrong with them is told, and then none is taken."""
    sent = asked.form.get("file")
    packed = sent.file.read() if isinstance(sent, UploadFile) else b""
    try:
        _sharing(asked).take(packed, asked.field("key", _LONGEST_KEY))
    except BundleError as error:
        return _page(asked, str(error))
    asked.desk.note(asked, "lessons_imported")
    return asked.to("/lessons", "lessons_imported")


def _sharing(asked: Asked) -> LessonSharing:
    if asked.desk.sharing is None:
        raise Refused(404, "not_found")
    return asked.desk.sharing


def _page(asked: Asked, problem: str = "") -> Response:
    sharing = _sharing(asked)
    status = 400 if problem else 200
    return asked.desk.page(asked, "sharing.html", status, own=sharing.own, key=sharing.public, problem=problem)
