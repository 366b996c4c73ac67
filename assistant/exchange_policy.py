"""Policy: an exchange under way, a form above all, has the words of the person before the rules do."""

from __future__ import annotations

from typing import Any

from rasa.core.featurizers.precomputation import MessageContainerForCoreFeaturization
from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from actions.routing import OWN_ACTIONS, next_action
from actions.turn import fills_in

_SLOTS = ("asking", "filling", "form", "expects", "bring", "case", "ballot", "offered")
_ABOVE_RULES = 7


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False)
class ExchangePolicy(Policy):  # type: ignore[misc]  # Rasa ships no types
    """Sends a turn to the action it is for (see `actions.routing`), and listens again afterwards. Learns nothing."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"priority": _ABOVE_RULES}

    def train(self, training_trackers: list[TrackerWithCachedStates], domain: Domain, **kwargs: Any) -> Resource:
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ExchangePolicy:
        return cls(config, model_storage, resource, execution_context)

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        precomputations: MessageContainerForCoreFeaturization | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        probabilities = self._default_predictions(domain)
        action = _next(tracker)
        if action is not None:
            probabilities[domain.index_for_action(action)] = 1.0
        return self._prediction(probabilities)


def _next(tracker: DialogueStateTracker) -> str | None:
    last = tracker.latest_action_name
    if last in OWN_ACTIONS:
        return str(ACTION_LISTEN_NAME)
    if last != ACTION_LISTEN_NAME or tracker.latest_message is None:
        return None
    heard = tracker.latest_message
    slots = {name: tracker.get_slot(name) for name in _SLOTS}
    label = str((heard.intent or {}).get("name") or "")
    safety = heard.parse_data.get("safety") or {}
    return next_action(label, heard.text or "", safety, slots, fills_in(heard.metadata))
