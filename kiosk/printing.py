"""Prints the paper on the screen by the station itself, where it has a printer of its own: the page brings its paper as
it would print it, and hears whether it is on its way."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from channels.printing import PrintPaper
from kiosk.connection import same_origin

MOST_BYTES = 512 * 1024
"""Of a paper: a letter with its picture is a tenth of it."""


def print_route(print_paper: PrintPaper) -> Route:
    """`POST /print`: 204 when it is printed, 503 when it cannot be, 403 for a page that is not ours."""

    async def take(request: Request) -> Response:
        if not same_origin(request):
            return Response(status_code=403)
        paper = b""
        async for piece in request.stream():
            paper += piece
            if len(paper) > MOST_BYTES:
                return Response(status_code=413)
        is_printed = bool(paper.strip()) and await print_paper(paper.decode(errors="replace"))
        return Response(status_code=204 if is_printed else 503)

    return Route("/print", take, methods=["POST"])
