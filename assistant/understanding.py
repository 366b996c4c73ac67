"""What the pipeline makes of single utterances, as one JSON object each; no conversation, no server."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.nlu.labels import as_understood
from assistant.nlu.readings import read_together
from assistant.settings import Settings
from assistant.training import require_model
from channels.gate import admit

if TYPE_CHECKING:
    from rasa.core.agent import Agent


class Understanding:
    """A loaded model; safe to ask thousands of times."""

    def __init__(self, agent: Agent) -> None:
        self._agent = agent
        self._loop = asyncio.new_event_loop()

    @classmethod
    def load(cls, settings: Settings, model: Path | None = None) -> Understanding:
        """That model, or the up-to-date one. Raises TrainingError when there is none."""
        from assistant.rasa_setup import prepare_rasa

        model = model or require_model(settings)
        prepare_rasa()
        from rasa.core.agent import Agent

        return cls(Agent.load(model))

    def read(self, text: str, *also: str) -> Mapping[str, Any]:
        """`text` as it was given, label, service, aspect, confidence, alternatives, slots and safety.

        also: other readings of the same sound.
        """
        parsed = self._loop.run_until_complete(self._together(text, also))
        return {"text": text, **as_understood(parsed)}

    async def _together(self, text: str, also: Sequence[str]) -> dict[str, Any]:
        parse = self._agent.parse_message
        return await read_together(await parse(admit(text)), [admit(one) for one in also], parse)
