"""The public ledger: its file, and a page that counts everything again in the reader's own browser."""

from __future__ import annotations

from starlette.responses import Response

from actions.ledger.export import write
from channels.desk.desk import Desk
from channels.desk.page import Asked, Page, Socket


def pages(desk: Desk) -> list[Page | Socket]:
    """Open to everybody who can reach the desk: it holds nothing personal, and is there to be checked."""
    return [Page("/ledger", show, frozenset()), Page("/ledger.json", export, frozenset(), is_data=True)]


def show(asked: Asked) -> Response:
    """The page; the counting is done by its script."""
    return asked.desk.page(asked, "ledger.html")


def export(asked: Asked) -> Response:
    """The whole ledger as a file."""
    with asked.desk.resources.units() as work:
        text = write(work.ledger.entries(), work.ledger.heads(), work.ledger.public)
    headers = {"content-disposition": 'attachment; filename="linban-ledger.json"', "cache-control": "no-cache"}
    return Response(text, media_type="application/json", headers=headers)
