"""Keeps out of a process what Rasa imports and a station never uses.

That is TensorFlow for components that our pipeline doesn't have, and the libraries of Rasa's own channels, tracker
stores and terminal: two thirds of the start-up time and half of the memory. `keep_out()` must run before the first
`import rasa`. It puts inert stand-ins where their names would be: classes that can be subclassed and decorators that
return what they decorate, so that Rasa's modules can be read, and nothing in them can be computed with.
"""

import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Sequence
from typing import Any

_NEURAL = frozenset({"tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras", "jax"})
_CHANNELS = frozenset(
    {"aiogram", "fbmessenger", "mattermostwrapper", "rocketchat_API", "slack_sdk", "twilio", "webexteamssdk"}
)
_STORES = frozenset({"boto3", "botocore", "pymongo"})
_TERMINAL = frozenset({"prompt_toolkit", "questionary"})
_KEPT_OUT = _NEURAL | _CHANNELS | _STORES | _TERMINAL


class _Inert:
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return args[0] if args and callable(args[0]) else self

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Inert()


class _InertModule(types.ModuleType):
    __path__: list[str] = []  # noqa: RUF012 — a module has it, not its class

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        is_class = name[:1].isupper()
        value = type(name, (_Inert,), {}) if is_class else _InertModule(f"{self.__name__}.{name}")
        setattr(self, name, value)
        return value

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return args[0] if args and callable(args[0]) else _Inert()


class _StandInFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.split(".")[0] not in _KEPT_OUT:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _InertModule(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        pass


def keep_out() -> None:
    """Installs the stand-ins; does nothing when TensorFlow is already loaded or they are already there."""
    if "tensorflow" in sys.modules or any(isinstance(f, _StandInFinder) for f in sys.meta_path):
        return
    sys.meta_path.insert(0, _StandInFinder())
