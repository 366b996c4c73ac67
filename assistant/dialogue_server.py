"""The dialogue core as a process of the station: `python -m assistant.dialogue_server`.

Rasa with our one channel on the loopback interface. Its own HTTP interface stays off.
"""

import asyncio
import hmac
import logging
import platform
import sys
import time
from typing import TYPE_CHECKING

from assistant.garbage import loading
from assistant.keys import fernet
from assistant.metrics import CONTENT_TYPE, PATH, exposition
from assistant.rasa_setup import prepare_rasa
from assistant.settings import RESPONSES, SAFETY_PATTERNS, Settings
from assistant.training import TrainingError
from assistant.warming import warm_up_beside

if TYPE_CHECKING:
    from rasa.core.agent import Agent
    from sanic import Sanic

    from actions.events.recorder import Recorder
    from channels.observing import Observer

HOST = "127.0.0.1"


def load(settings: Settings) -> "Agent":
    """The agent that asks the action server of this station; the database is brought up to date first.

    Raises TrainingError, OSError, ValueError or sqlalchemy.exc.SQLAlchemyError with a sentence.
    """
    from actions.server import authorisation
    from actions.store.schema import upgrade
    from actions.upkeep.kinds import kept
    from assistant.action_endpoint import PatientEndpoint
    from assistant.agent import build_agent

    upgrade(settings.database_url)
    url, *others = (f"{worker}/webhook" for worker in settings.action_urls)
    endpoint = PatientEndpoint(url, authorisation(settings.token), others=others)
    agent = build_agent(settings, endpoint)
    agent.tracker_store.forget_before(time.time() - kept("conversation_events").total_seconds())
    return agent


def record(settings: Settings) -> "Recorder":
    """Writes down what happens, for the figures. Raises OSError, ValueError when a key cannot be read."""
    from actions.bootstrap import WallClock
    from actions.events.recorder import Recorder
    from actions.store.engine import make_engine
    from actions.store.unit_of_work import SqlUnitsOfWork

    units = SqlUnitsOfWork(make_engine(settings.database_url), fernet(settings.keys / "cases.key"))
    return Recorder(units, WallClock(), platform.node()).start()


def build_app(settings: Settings, agent: "Agent", observer: "Observer | None" = None) -> "Sanic":
    """Rasa's web application with nothing in it but our channel and `/health`. `observer` sees every turn."""
    from rasa.core.run import configure_app
    from sanic.request import Request
    from sanic.response import HTTPResponse, json, raw

    from channels.connector import LinbanChannel
    from channels.fallback import Fallback

    channel = LinbanChannel(settings.token, Fallback.load(RESPONSES, SAFETY_PATTERNS), observer)
    app: Sanic = configure_app([channel], enable_api=False, port=settings.ports.dialogue)
    app.ctx.agent = agent

    async def health(request: Request) -> HTTPResponse:
        return json({"status": "ok"})

    async def metrics(request: Request) -> HTTPResponse:
        return raw(exposition(), content_type=CONTENT_TYPE)

    async def reload(request: Request) -> HTTPResponse:
        """Takes the newest model; who is in the middle of a conversation goes on with it."""
        sent = request.headers.get("authorization", "")
        if not settings.token or not hmac.compare_digest(sent.encode(), f"Bearer {settings.token}".encode()):
            return json({"error": "the token is missing or wrong"}, 401)
        with loading():
            app.ctx.agent = await asyncio.get_running_loop().run_in_executor(None, load, settings)
        return json({"status": "ok"})

    async def hang_up(app: object, loop: object) -> None:
        await agent.action_endpoint.close()
        if agent.tracker_store.event_broker is not None:
            await agent.tracker_store.event_broker.close()

    app.add_route(health, "/health")
    app.add_route(metrics, PATH)
    app.add_route(reload, "/reload", methods=["POST"])
    app.register_listener(hang_up, "after_server_stop")
    return app


def main(settings: Settings | None = None, worker: int = 0) -> int:
    """Serves until SIGTERM or SIGINT; returns 1 with one line on stderr when it cannot start.

    `worker`: 0 is the first; further ones listen elsewhere.
    """
    settings = settings or Settings.from_environment()
    port = settings.ports.of_dialogue(settings.workers)[worker]
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    prepare_rasa()
    from sqlalchemy.exc import SQLAlchemyError

    try:
        with loading():
            agent, recorder = load(settings), record(settings)
            app = build_app(settings, agent, recorder)
    except (TrainingError, OSError, ValueError, SQLAlchemyError) as error:
        print(f"The dialogue core cannot start: {str(error).splitlines()[0]}", file=sys.stderr)
        return 1
    warm_up_beside()
    try:
        app.run(host=HOST, port=port, access_log=False, motd=False)
    finally:
        recorder.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(worker=int("".join(sys.argv[1:]) or "0")))
