"""Runs a model's graph in an order found once, where Rasa's own runner plans it anew for every message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphNode, GraphNodeHook, GraphSchema
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelStorage


class PlannedGraphRunner(GraphRunner):  # type: ignore[misc]  # Rasa ships no types
    """Nodes are called one after the other, each once all it needs is there."""

    def __init__(self, schema: GraphSchema, nodes: dict[str, GraphNode]) -> None:
        self._schema = schema
        self._nodes = nodes
        self._plans: dict[tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...]] = {}

    @classmethod
    def create(
        cls,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> PlannedGraphRunner:
        """A runner whose nodes are loaded."""
        nodes = {
            name: GraphNode.from_schema_node(name, node, model_storage, execution_context, hooks)
            for name, node in graph_schema.nodes.items()
        }
        return cls(graph_schema, nodes)

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """What the target nodes give. Raises what a node raises."""
        wanted = tuple(targets or self._schema.target_names)
        given = dict(inputs or {})
        for name, needs in self._plan(wanted):
            _, given[name] = self._nodes[name](*((one, given[one]) for one in needs))
        return {name: given[name] for name in wanted}

    def _plan(self, targets: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        if targets not in self._plans:
            nodes = self._schema.minimal_graph_schema(list(targets)).nodes
            needs = {name: tuple(node.needs.values()) for name, node in nodes.items()}
            self._plans[targets] = tuple((name, needs[name]) for name in _in_order(needs))
        return self._plans[targets]


def _in_order(needs: Mapping[str, Sequence[str]]) -> Iterable[str]:
    """The nodes, each after those it needs; what no node gives is an input."""
    placed: dict[str, None] = {}

    def place(name: str) -> None:
        if name in placed or name not in needs:
            return
        for one in needs[name]:
            place(one)
        placed[name] = None

    for name in needs:
        place(name)
    return placed
