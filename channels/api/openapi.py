"""The OpenAPI document, made from the operations and their models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.schema import model_schema, schema

from channels.api.models import KEY, NUMBER, Problem
from channels.api.operation import Operation
from channels.api.settings import MOUNTED_AT, VERSION

_PREFIX = "#/components/schemas/"
_ALWAYS = (401, 403, 422, 429, 503)
_TITLES = {
    401: "No valid token",
    403: "The token does not open this",
    404: "There is no such thing",
    409: "That step is not open, or the key is used",
    410: "There is no such thing here, and none is to come",
    413: "The body is too big",
    415: "The body is no JSON",
    422: "The request is not as described here",
    429: "Too many requests",
    503: "The store cannot be used now",
}


def openapi(operations: Sequence[Operation]) -> dict[str, Any]:
    """The document as plain data."""
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation)
    return {
        "openapi": "3.0.3",
        "info": {"title": "Linban station", "version": VERSION, "license": {"name": "Apache-2.0"}},
        "servers": [{"url": MOUNTED_AT}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": _models(operations),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _models(operations: Sequence[Operation]) -> Mapping[str, Any]:
    used: list[type[BaseModel]] = [Problem, *(operation.answer for operation in operations)]
    used += [operation.body for operation in operations if operation.body is not None]
    definitions: Mapping[str, Any] = schema(list(dict.fromkeys(used)), ref_prefix=_PREFIX)["definitions"]
    return definitions


def _operation(operation: Operation) -> dict[str, Any]:
    told: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "description": f"Needs the scope `{operation.scope.value}`.",
        "parameters": [*_path(operation), *_query(operation.query), *_headers(operation)],
        "responses": _responses(operation),
    }
    if operation.body is not None:
        told["requestBody"] = {"required": True, "content": _json(operation.body)}
    return told


def _responses(operation: Operation) -> dict[str, Any]:
    good: dict[str, Any] = {"description": "As asked", "content": _json(operation.answer)}
    found = {"200": good}
    if operation.method == "GET":
        good["headers"] = {"ETag": {"schema": {"type": "string"}, "required": True}}
        found["304"] = {"description": "Nothing has changed"}
    for status in sorted({*_ALWAYS, *operation.refusals}):
        content = {"application/problem+json": {"schema": {"$ref": f"{_PREFIX}{Problem.__name__}"}}}
        found[str(status)] = {"description": _TITLES[status], "content": content}
    return found


def _json(model: type[BaseModel]) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"{_PREFIX}{model.__name__}"}}}


def _path(operation: Operation) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "pattern": pattern}}
        for name, pattern in (("number", NUMBER), ("key", KEY))
        if f"{{{name}}}" in operation.path
    ]


def _query(query: type[BaseModel] | None) -> list[dict[str, Any]]:
    if query is None:
        return []
    described = model_schema(query, ref_prefix=_PREFIX)
    required, definitions = described.get("required", ()), described.get("definitions", {})
    return [
        {
            "name": name,
            "in": "query",
            "required": name in required,
            "description": str(field.pop("description", "")),
            "schema": _inlined(field, definitions),
        }
        for name, field in described["properties"].items()
    ]


def _inlined(field: dict[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    """A value of a query with the choices it refers to."""
    references = [field.pop("$ref", None), *(one.get("$ref") for one in field.pop("allOf", ()))]
    for reference in filter(None, references):
        field = {**definitions[str(reference).rsplit("/", 1)[-1]], **field}
    return {name: value for name, value in field.items() if name not in ("title", "description")}


def _headers(operation: Operation) -> list[dict[str, Any]]:
    if operation.method == "GET":
        return [{"name": "If-None-Match", "in": "header", "required": False, "schema": {"type": "string"}}]
    said = "The sender's own name for what it sends: sent again under it, it is taken once."
    described = {"type": "string", "pattern": KEY}
    return [{"name": "Idempotency-Key", "in": "header", "required": True, "description": said, "schema": described}]
