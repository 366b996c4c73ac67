"""The action server of the station: `python -m actions.server`.

It speaks rasa_sdk's webhook protocol on the loopback interface, to whoever holds the station's token.
rasa_sdk's own application is not used: it logs the request, and sends it back, when an action fails.
"""

from __future__ import annotations

import hmac
import logging
import signal
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from types import FrameType
from typing import Any

import orjson
import uvicorn
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionNotFoundException
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from actions.bootstrap import bootstrap, prepare
from actions.catalogue.reader import CatalogueError
from actions.departments.office import open_office
from actions.executor import build_executor
from actions.ports import StorageError
from actions.practice import clear, open_practice, practice_office
from assistant.garbage import loading
from assistant.metrics import ACTION_SECONDS, CONTENT_TYPE, PATH, exposition, timed
from assistant.settings import Settings, is_practice
from assistant.warming import warm_up_beside

log = logging.getLogger(__name__)

HOST = "127.0.0.1"
_SCHEME = "Bearer"


def authorisation(token: str) -> dict[str, str]:
    """The headers a client of this server must send."""
    return {"Authorization": f"{_SCHEME} {token}"}


def build_app(executor: ActionExecutor, token: str, practice: ActionExecutor | None = None) -> Starlette:
    """The webhook for Rasa, and `/health` for whoever watches. Without a token nobody is answered.

    practice: acts for the visits in which volunteers practise.
    """

    async def health(request: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def webhook(request: Request) -> Response:
        if not _may_ask(request, token):
            return JSONResponse({"error": "the token is missing or wrong"}, 401)
        try:
            call = orjson.loads(await request.body())
            acts = practice if practice is not None and is_practice(str(call["sender_id"])) else executor
            with timed(ACTION_SECONDS.labels(_known(call, executor))):
                answer = await acts.run(call)
            return Response(orjson.dumps(answer), media_type="application/json")
        except ActionNotFoundException as error:
            return JSONResponse({"error": error.message, "action_name": error.action_name}, 404)
        except (ValueError, KeyError, TypeError, AttributeError):
            return JSONResponse({"error": "this is not a call of an action"}, 400)

    async def metrics(request: Request) -> Response:
        return Response(exposition(), media_type=CONTENT_TYPE)

    routes = [Route("/health", health), Route(PATH, metrics), Route("/webhook", webhook, methods=["POST"])]
    return Starlette(routes=routes)


def _known(call: Mapping[str, Any], executor: ActionExecutor) -> str:
    """The name of the action that is called, if it is one of ours: nothing else becomes a label."""
    return str(call["next_action"]) if call["next_action"] in executor.actions else "unknown"


def _may_ask(request: Request, token: str) -> bool:
    sent = request.headers.get("authorization", "")
    return bool(token) and hmac.compare_digest(sent.encode(), f"{_SCHEME} {token}".encode())


def main(settings: Settings | None = None, worker: int = 0) -> int:
    """Serves, and sees to the cases, until SIGTERM or SIGINT; returns 0 then.

    `worker`: 0 is the first, which alone sees to the cases. Returns 1, with one line on stderr, when it cannot start.
    """
    settings = settings or Settings.from_environment()
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    try:
        prepare(settings)
        if worker == 0:
            clear(settings)
        warm_up_beside()
        with loading():
            resources = bootstrap(settings)
            practice = open_practice(settings, resources)
            app = build_app(build_executor(resources), settings.token, build_executor(practice))
    except (CatalogueError, StorageError, SQLAlchemyError, OSError, ValueError) as error:
        print(f"The action server cannot start: {_first_line(error)}", file=sys.stderr)
        return 1
    with ExitStack() as stack:
        if worker == 0:
            stack.enter_context(open_office(settings, resources))
            stack.enter_context(practice_office(practice))
        return _serve(uvicorn.Server(_config(app, settings.ports.of_actions(settings.workers)[worker])))


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]


def _config(app: Starlette, port: int) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        host=HOST,
        port=port,
        log_level="warning",
        access_log=False,
        ws="none",
        proxy_headers=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=2,
    )


def _serve(server: uvicorn.Server) -> int:
    """uvicorn sends itself the signal again when it has stopped; being asked to stop is no failure."""

    def asked_to_stop(number: int, frame: FrameType | None) -> None:
        server.should_exit = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, asked_to_stop)
    server.run()
    return 0 if server.started else 1


if __name__ == "__main__":
    sys.exit(main(worker=int("".join(sys.argv[1:]) or "0")))
