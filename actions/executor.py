"""All actions in rasa_sdk's executor, for any process that runs them."""

from __future__ import annotations

from rasa_sdk.executor import ActionExecutor

from actions.resources import Resources
from actions.shell import rasa_actions


def build_executor(resources: Resources) -> ActionExecutor:
    """An executor that knows every action of the domain."""
    executor = ActionExecutor()
    for name, action in rasa_actions(resources).items():
        executor.register_function(name, action)
    return executor
