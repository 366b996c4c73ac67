"""Builds the Rasa agent of a station from its model, its tracker store and its way to the actions."""

from pathlib import Path

from rasa.core.agent import Agent
from rasa.core.lock_store import LockStore
from rasa.utils.endpoints import EndpointConfig

from actions.passes.digest import KeyedDigest
from actions.store.engine import for_writing, make_engine
from actions.upkeep.erasing import broker_key
from assistant.action_schema import trust_the_endpoint
from assistant.broker import ReferenceBroker
from assistant.keys import fernet, secret
from assistant.locks import SharedLocks
from assistant.quick.processor import QuickAgent
from assistant.settings import Settings
from assistant.tracker import StationTrackerStore
from assistant.training import TrainingError, usable_model


def build_agent(settings: Settings, action_endpoint: EndpointConfig) -> Agent:
    """A loaded agent; `assistant.rasa_setup.prepare_rasa` must have run, and the database be prepared.

    Raises:
        TrainingError: there is no model, or it is damaged.
        OSError, ValueError: the key of the conversations cannot be read.
    """
    trust_the_endpoint()
    engine = for_writing(make_engine(settings.database_url), lasts=False)
    store = StationTrackerStore(engine, fernet(settings.keys / "conversations.key"), event_broker=_broker(settings))
    agent = QuickAgent(tracker_store=store, lock_store=_locks(settings), action_endpoint=action_endpoint)
    _load(agent, usable_model(settings))
    # Rasa's wrapper around a store hides what it does not know, such as forgetting.
    agent.tracker_store = agent.processor.tracker_store = store
    return agent


def _locks(settings: Settings) -> LockStore | None:
    return SharedLocks(settings.redis_url) if settings.redis_url else None


def _broker(settings: Settings) -> ReferenceBroker | None:
    """The key is read for every event: once it is destroyed, nothing is named by it any more."""
    if not settings.broker_url:
        return None
    return ReferenceBroker(settings.broker_url, lambda name: KeyedDigest(secret(broker_key(settings)))(name)[:32])


def _load(agent: QuickAgent, model: Path) -> None:
    try:
        agent.load_model(model)
    except Exception as error:  # whatever a file that was cut short brings about
        raise TrainingError(f"The dialogue model {model} is damaged: remove it and run `linban train`.") from error
