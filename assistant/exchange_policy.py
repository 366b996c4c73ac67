"""Policy: an exchange under way, a form above all, has the words of the person before the rules do."""

from __future__ import annotations

from typing import Any

from rasa.core.policies.policy import PolicyPrediction
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from actions.routing import OWN_ACTIONS, next_action
from actions.turn import fills_in
from assistant.quick.rules import IndexedRules

_SLOTS = ("asking", "filling", "form", "expects", "bring", "case", "ballot", "offered")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class ExchangePolicy(IndexedRules):
    """Sends a turn to the action it is for (see `actions.routing`), and listens again afterwards; what is for none of
    them is left to the rules, which are all it learns."""

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        action = _next(tracker)
        if action is None:
            return super().predict_action_probabilities(tracker, domain, rule_only_data, **kwargs)
        probabilities = self._default_predictions(domain)
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
