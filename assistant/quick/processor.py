"""Rasa's message processor with our graph runner, and without the work that no part of this assistant needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.core.actions.action import Action
from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.engine import loader
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.core.constants import DEFAULT_SLOT_NAMES
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecutionRejected, Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.common import TempDirectoryPath, get_temp_dir_name

from assistant.nlu.readings import read_together
from assistant.quick.graph_runner import PlannedGraphRunner
from assistant.text.also_heard import ALSO_HEARD, also_heard


class QuickProcessor(MessageProcessor):  # type: ignore[misc]  # Rasa ships no types
    """Handles a message as Rasa's own does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._fills_slots = fills_slots(self.domain)

    @staticmethod
    def _load_model(model_path: str | Path) -> tuple[str, Any, PlannedGraphRunner]:
        path = Path(model_path)
        with TempDirectoryPath(get_temp_dir_name()) as folder:
            metadata, runner = loader.load_predict_graph_runner(
                Path(folder), path, LocalModelStorage, PlannedGraphRunner
            )
        return path.name, metadata, runner

    async def parse_message(
        self, message: UserMessage, tracker: DialogueStateTracker | None = None, only_output_properties: bool = True
    ) -> dict[str, Any]:
        """What is made of the message and of its other readings, which go no further than this."""
        about = message.metadata or {}
        others = also_heard(about)
        about.pop(ALSO_HEARD, None)
        parse = super().parse_message

        async def parsed(text: str) -> dict[str, Any]:
            return dict(await parse(UserMessage(text, sender_id=message.sender_id), tracker, only_output_properties))

        return await read_together(await parse(message, tracker, only_output_properties), others, parsed)

    async def run_action_extract_slots(
        self, output_channel: OutputChannel, tracker: DialogueStateTracker
    ) -> DialogueStateTracker:
        """Nothing where every slot is set by the actions alone."""
        if self._fills_slots:
            return await super().run_action_extract_slots(output_channel, tracker)
        return tracker

    @staticmethod
    def _log_slots(tracker: DialogueStateTracker) -> None:
        """Nothing: what people said is in no log."""

    def _check_for_unseen_features(self, parse_data: dict[str, Any]) -> None:
        """Nothing: the model's labels are those of the domain it was trained with, which Rasa builds anew to see."""

    def _has_session_expired(self, tracker: DialogueStateTracker) -> bool:
        """Whether the person was away for too long: not because the clock was set meanwhile."""
        silence = self.tracker_store.silence(tracker.sender_id)
        if silence is None or not self.domain.session_config.are_sessions_enabled():
            return bool(super()._has_session_expired(tracker))
        return bool(silence / 60 > self.domain.session_config.session_expiration_time)

    def _log_action_on_tracker(
        self, tracker: DialogueStateTracker, action: Action, events: list[Event] | None, prediction: PolicyPrediction
    ) -> None:
        """Rasa's own also makes deep copies of everything, for a log that is off."""
        done = events or []
        if not any(isinstance(event, ActionExecutionRejected) for event in done):
            tracker.update_with_events(prediction.events, self.domain)
            tracker.update(action.event_for_successful_execution(prediction))
        tracker.update_with_events(done, self.domain)


class QuickAgent(Agent):  # type: ignore[misc]
    """An agent around a `QuickProcessor`."""

    def load_model(self, model_path: str | Path, fingerprint: str | None = None) -> None:
        """Loads the model file. Raises what Rasa raises when it cannot be read."""
        self.processor = QuickProcessor(
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            action_endpoint=self.action_endpoint,
            generator=self.nlg,
        )
        self.domain = self.tracker_store.domain = self.processor.domain
        self._set_fingerprint(fingerprint)
        if isinstance(self.nlg, TemplatedNaturalLanguageGenerator):
            self.nlg.responses = self.domain.responses


def fills_slots(domain: Domain) -> bool:
    """Whether Rasa itself sets a slot from what a person said, or an action is named that does."""
    mappings = (one for slot in domain.slots if slot.name not in DEFAULT_SLOT_NAMES for one in slot.mappings)
    return any(one.get("type") != "custom" or one.get("action") for one in mappings)
