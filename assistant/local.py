"""The whole dialogue in one process, without a server: for the terminal and for tests of conversations."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

from rasa.core.agent import Agent

from actions.bootstrap import bootstrap, prepare
from actions.executor import build_executor
from assistant.action_endpoint import InProcessEndpoint
from assistant.agent import build_agent
from assistant.settings import RESPONSES, SAFETY_PATTERNS, Settings
from channels.conversing import converse
from channels.fallback import Fallback
from channels.gate import admit, admit_about
from channels.wire import Item


@dataclass(frozen=True)
class LocalDialogue:
    """Speaks as `channels.dialogue.DialogueClient` does."""

    agent: Agent
    fallback: Fallback

    @classmethod
    def build(cls, settings: Settings) -> LocalDialogue:
        """Everything real, the actions in this process. Raises what `prepare` and `build_agent` raise."""
        prepare(settings)
        endpoint = InProcessEndpoint(build_executor(bootstrap(settings)))
        return cls(build_agent(settings, endpoint), Fallback.load(RESPONSES, SAFETY_PATTERNS))

    async def turn(
        self, session: str, text: str, *, channel: str, metadata: Mapping[str, Any] | None = None
    ) -> AsyncIterator[Item]:
        """The replies to what a person said, each as it comes, then the end of the turn."""
        async for item in converse(
            self.agent, self.fallback, session, admit(text), channel, admit_about(metadata or {})
        ):
            yield item

    async def forget(self, session: str) -> None:
        """Erases a conversation."""
        await self.agent.tracker_store.delete(session)
