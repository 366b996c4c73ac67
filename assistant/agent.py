"""Builds the Rasa agent of a station from its model, its tracker store and its way to the actions."""

from rasa.core.agent import Agent
from rasa.utils.endpoints import EndpointConfig

from actions.store.engine import for_writing, make_engine
from assistant.action_schema import compile_once
from assistant.keys import fernet
from assistant.settings import Settings
from assistant.tracker import StationTrackerStore
from assistant.training import usable_model


def build_agent(settings: Settings, action_endpoint: EndpointConfig) -> Agent:
    """A loaded agent; `assistant.rasa_setup.prepare_rasa` must have run, and the database be prepared.

    Raises:
        TrainingError: there is no model.
        OSError, ValueError: the key of the conversations cannot be read.
    """
    compile_once()
    engine = for_writing(make_engine(settings.database_url))
    store = StationTrackerStore(engine, fernet(settings.keys / "conversations.key"))
    agent = Agent.load(usable_model(settings), tracker_store=store, action_endpoint=action_endpoint)
    # Rasa's wrapper around a store hides what it does not know, such as forgetting.
    agent.tracker_store = agent.processor.tracker_store = store
    return agent
