"""The data dictionary: every field that goes over the interface, in the words of those who use it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import BaseModel

from channels.api.operation import Operation
from channels.api.settings import DICTIONARY, MOUNTED_AT, TEMPLATES, VERSION


def load_dictionary() -> Mapping[str, Any]:
    """What each field means, by model; and the scopes and the changes. Raises OSError, yaml.YAMLError."""
    words: Mapping[str, Any] = yaml.safe_load(DICTIONARY.read_text(encoding="utf-8"))
    return words


def dictionary_page(operations: Sequence[Operation]) -> str:
    """The whole of it as a page; raises jinja2.UndefinedError when a field has no words."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    shown = [(operation, [_fields(model) for model in models_of(operation)]) for operation in operations]
    page = environment.get_template("dictionary.html")
    return page.render(operations=shown, words=load_dictionary(), version=VERSION, root=MOUNTED_AT)


def models_of(operation: Operation) -> tuple[type[BaseModel], ...]:
    """Everything an operation takes and gives, what it is made of included."""
    tops = [model for model in (operation.query, operation.body, operation.answer) if model is not None]
    return tuple(dict.fromkeys(found for top in tops for found in _with_parts(top)))


def _with_parts(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for field in model.__fields__.values():
        if isinstance(field.type_, type) and issubclass(field.type_, BaseModel):
            yield from _with_parts(field.type_)


def _fields(model: type[BaseModel]) -> tuple[str, tuple[tuple[str, str, bool], ...]]:
    """A model's name, and of each field its name, its type and whether it is always there."""
    described = [(name, _type(field), bool(field.required)) for name, field in model.__fields__.items()]
    return model.__name__, tuple(described)


def _type(field: Any) -> str:
    name = getattr(field.type_, "__name__", str(field.type_))
    written = "string" if name.startswith("Constrained") or name == "str" else name
    return f"{written}[]" if str(field.outer_type_).startswith("list") else written
