"""Rasa checks what an action answers against a JSON schema that it compiles anew for every action, which is most
of the time such a turn takes. Here the schema is compiled once; the check stays the same."""

from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction


@cache
def _validator() -> Any:
    schema = RemoteAction.action_response_format_spec()
    return validator_for(schema, default=Draft202012Validator)(schema)


def _validate(self: RemoteAction, result: dict[str, Any]) -> bool:
    """Raises jsonschema.ValidationError for an answer Rasa would not take."""
    _validator().validate(result)
    return True


def compile_once() -> None:
    """Makes every remote action use the compiled schema."""
    RemoteAction._validate_action_result = _validate
