"""Rasa's policy of rules, found by the label and the action they end with instead of tried one by one."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, USER
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT, TEXT

_State = Mapping[str, Mapping[str, Any]]
_End = tuple[str | None, str | None]
_Found = tuple[str | None, str | None, bool]


class RuleIndex:
    """Rules by the label and the action of their last state; `reads_words` where one holds the words of a line."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._by_end: dict[_End, list[str]] = defaultdict(list)
        self.reads_words = False
        for key in keys:
            states = json.loads(key)
            self._by_end[_end_of(states[-1])].append(key)
            self.reads_words = self.reads_words or any(TEXT in state.get(USER, {}) for state in states)

    def that_may_end_with(self, state: _State) -> list[str]:
        """The rules that say nothing else of label or action than the state does."""
        label, action = _end_of(state)
        ends = {(label, action), (label, None), (None, action), (None, None)}
        return [key for end in ends for key in self._by_end.get(end, ())]


def _end_of(state: _State) -> _End:
    return state.get(USER, {}).get(INTENT), state.get(PREVIOUS_ACTION, {}).get(ACTION_NAME)


class IndexedRules(RulePolicy):  # type: ignore[misc]  # Rasa ships no types
    """Predicts what Rasa's own rule policy predicts; trained by it, and indexed when it is loaded."""

    _index: RuleIndex | None = None

    @classmethod
    def load(cls, *args: Any, **kwargs: Any) -> IndexedRules:
        policy: IndexedRules = super().load(*args, **kwargs)
        policy._index = RuleIndex(policy.lookup[RULES])
        return policy

    def _find_action_from_rules(
        self, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
    ) -> _Found:
        if self._index is None or tracker.active_loop_name:
            looped: _Found = super()._find_action_from_rules(tracker, domain, use_text_for_last_user_input)
            return looped
        if use_text_for_last_user_input and not self._index.reads_words:
            return None, None, False
        if use_text_for_last_user_input and tracker.latest_action_name != ACTION_LISTEN_NAME:
            return None, None, False
        states = self._prediction_states(tracker, domain, use_text_for_last_user_input)
        rules = self.lookup[RULES]
        near = dict.fromkeys(self._index.that_may_end_with(states[-1]), "")
        longest = max(self._get_possible_keys(near, states), key=len, default=None)
        return rules.get(longest), longest or self._create_feature_key(states), False
