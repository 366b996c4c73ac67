"""What stands in for parts of Rasa gives what those parts give."""

import json
from typing import Any

import pytest
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.engine.graph import ExecutionContext, GraphNode, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import ActionExecuted, ActionReverted, Event, Restarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

from actions.turn import REMEMBERED, read_turn
from assistant.action_schema import NoAnswer, checked
from assistant.exchange_policy import ExchangePolicy
from assistant.local import LocalDialogue
from assistant.quick.conversation import STATES, QuickTracker
from assistant.quick.processor import fills_slots
from assistant.quick.rules import IndexedRules
from tests.dialogue.conftest import Talk

pytestmark = pytest.mark.dialogue

SAID = (
    "社保卡丢了",
    "俺娘的",
    "那要带什么",
    "再说一遍",
    "我胸口疼得厉害",
    "找人",
    "老年证怎么办",
    "谢谢",
    "随便说说啦",
)


@pytest.fixture(scope="module")
def events(dialogue: LocalDialogue, loop: Any) -> list[Event]:
    """Those of a conversation."""
    talk = Talk(dialogue, loop)
    for text in SAID:
        talk.say(text)
    return list(talk.run(dialogue.agent.tracker_store.retrieve(talk.session)).events)


@pytest.fixture
def both(dialogue: LocalDialogue, events: list[Event]) -> tuple[QuickTracker, DialogueStateTracker]:
    """The conversation in our tracker and in Rasa's."""
    return built(dialogue, events)


def built(dialogue: LocalDialogue, events: list[Event]) -> tuple[QuickTracker, DialogueStateTracker]:
    domain = dialogue.agent.domain
    trackers = QuickTracker("one", domain.slots), DialogueStateTracker("one", domain.slots)
    for tracker in trackers:
        tracker.update_with_events(events, domain, override_timestamp=False)
    return trackers


def policy(dialogue: LocalDialogue) -> IndexedRules:
    """The rules beneath the assistant's policy."""
    nodes: dict[str, GraphNode] = dialogue.agent.processor.graph_runner._nodes
    found = next(node._component for node in nodes.values() if isinstance(node._component, ExchangePolicy))
    context = ExecutionContext(GraphSchema({}))
    parts = (found.config, found._model_storage, found._resource, context, found.featurizer, found.lookup)
    rules = IndexedRules(*parts)
    rules._index = found._index
    return rules


def test_a_copy_stands_where_the_conversation_stands(both: tuple[QuickTracker, DialogueStateTracker]) -> None:
    ours, theirs = both
    assert ours.copy().current_state(EventVerbosity.NONE) == theirs.copy().current_state(EventVerbosity.NONE)
    assert list(ours.copy().events) == list(theirs.events)


def test_what_a_copy_is_told_the_conversation_is_not(both: tuple[QuickTracker, DialogueStateTracker]) -> None:
    ours, _ = both
    twin = ours.copy()
    twin.update(SlotSet("service", "notary"))
    assert twin.get_slot("service") == "notary" and ours.get_slot("service") != "notary"
    assert len(twin.events) == len(ours.events) + 1


def test_the_events_that_count_are_the_same(both: tuple[QuickTracker, DialogueStateTracker]) -> None:
    ours, theirs = both
    assert ours.applied_events() == theirs.applied_events()


@pytest.mark.parametrize("last", [ActionReverted(), Restarted()])
def test_what_was_taken_back_does_not_count(dialogue: LocalDialogue, events: list[Event], last: Event) -> None:
    ours, theirs = built(dialogue, [*events, last])
    assert ours.applied_events() == theirs.applied_events()


def test_the_policies_see_the_same_past_as_far_as_they_look(dialogue: LocalDialogue, events: list[Event]) -> None:
    for end in range(1, len(events) + 1):
        ours, theirs = built(dialogue, events[:end])
        seen = ours.past_states(dialogue.agent.domain)
        assert seen == theirs.past_states(dialogue.agent.domain)[-(STATES + 1) :]


def test_no_rule_looks_further_back_than_the_policies_see(dialogue: LocalDialogue) -> None:
    assert max(len(json.loads(rule)) for rule in policy(dialogue).lookup[RULES]) < STATES


def test_the_rules_predict_what_rasa_predicts_at_every_step(dialogue: LocalDialogue, events: list[Event]) -> None:
    ours, domain = policy(dialogue), dialogue.agent.domain
    context = ExecutionContext(GraphSchema({}))
    rasas = RulePolicy(ours.config, ours._model_storage, ours._resource, context, ours.featurizer, ours.lookup)
    for end in range(1, len(events) + 1):
        quick, slow = built(dialogue, events[:end])
        found = ours.predict_action_probabilities(quick, domain)
        expected = rasas.predict_action_probabilities(slow, domain)
        assert (found.probabilities, found.hide_rule_turn) == (expected.probabilities, expected.hide_rule_turn)


def test_every_rule_is_found_for_its_label(dialogue: LocalDialogue) -> None:
    ours, domain = policy(dialogue), dialogue.agent.domain
    for label in sorted(domain.intents):
        tracker = QuickTracker("one", domain.slots)
        tracker.update_with_events([ActionExecuted("action_listen"), UserUttered("话", {"name": label})], domain)
        rule = json.dumps([{"prev_action": {"action_name": "action_listen"}, "user": {"intent": label}}])
        wanted = ours.lookup[RULES].get(rule)
        best = ours.predict_action_probabilities(tracker, domain)
        if wanted is not None:
            assert best.probabilities[domain.index_for_action(wanted)] == 1.0


@pytest.mark.parametrize("text", SAID)
def test_the_graph_gives_what_rasas_runner_gives(dialogue: LocalDialogue, talk: Talk, text: str) -> None:
    runner = dialogue.agent.processor.graph_runner
    rasas = DaskGraphRunner.__new__(DaskGraphRunner)
    rasas._graph_schema, rasas._instantiated_nodes, rasas._execution_context = runner._schema, runner._nodes, None
    parsed = []
    for one in (runner, rasas):
        dialogue.agent.processor.graph_runner = one
        parsed.append(talk.run(dialogue.agent.parse_message(text)))
    dialogue.agent.processor.graph_runner = runner
    assert parsed[0] == parsed[1]


def test_an_action_is_told_as_much_of_a_long_talk_as_it_looks_at(dialogue: LocalDialogue, events: list[Event]) -> None:
    ours, theirs = built(dialogue, events * 4)
    told, all_of_it = (one.current_state(EventVerbosity.ALL) for one in (ours, theirs))
    heard = [event for event in told["events"] if event["event"] == "user"]
    assert len(heard) == REMEMBERED + 1
    assert {**told, "events": None} == {**all_of_it, "events": None}
    assert len(json.dumps(told["events"])) < len(json.dumps(all_of_it["events"])) / 3
    turn, by_all = (read_turn("one", one["slots"], one["latest_message"], one["events"]) for one in (told, all_of_it))
    assert (turn.now, turn.channel, turn.fills, list(turn.earlier)) == (
        by_all.now,
        by_all.channel,
        by_all.fills,
        list(by_all.earlier),
    )


def test_rasa_sets_no_slot_by_itself(dialogue: LocalDialogue) -> None:
    assert not fills_slots(dialogue.agent.domain)


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        {"events": []},
        {"events": [], "responses": ["好"]},
        {"events": [{"event": "restart"}], "responses": []},
        {"events": [{"event": "slot", "name": "service"}], "responses": []},
    ],
)
def test_an_answer_of_another_shape_is_refused(answer: Any) -> None:
    with pytest.raises(NoAnswer):
        checked(answer)


def test_slots_and_responses_are_an_answer() -> None:
    answer = {"events": [{"event": "slot", "name": "service", "value": None}], "responses": [{"response": "utter"}]}
    assert checked(answer) is answer
