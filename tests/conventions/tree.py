"""The project's own files, as conventions look at them: paths, texts and syntax trees."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PACKAGES = ("assistant", "actions", "channels", "kiosk")
_FOLDERS = (*PACKAGES, "nlu_data", "tests", "deploy", ".ci")
_READABLE = frozenset({".py", ".yml", ".yaml", ".md", ".toml", ".sh", ".js", ".css", ".html", ".json", ""})


@dataclass(frozen=True)
class Module:
    """One Python file of ours."""

    path: Path

    @property
    def name(self) -> str:
        """As it is imported: `assistant.text.pinyin`."""
        parts = self.path.relative_to(PROJECT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, str(self.path))

    def at(self, node: ast.expr | ast.stmt) -> str:
        """Where something stands, for a person to click on."""
        return f"{self.path.relative_to(PROJECT)}:{node.lineno}"


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Every Python file under the folders, which are named from the project's root."""
    paths = (path for folder in folders for path in sorted((PROJECT / folder).rglob("*.py")))
    return tuple(Module(path) for path in paths)


def readable_files() -> Iterator[Path]:
    """Every file of ours that a person reads: code, documents, data, settings; not the lock."""
    for folder in _FOLDERS:
        yield from (path for path in sorted((PROJECT / folder).rglob("*")) if _is_readable(path))
    yield from (path for path in sorted(PROJECT.glob("*")) if _is_readable(path))


def _is_readable(path: Path) -> bool:
    return path.is_file() and path.suffix in _READABLE and "__pycache__" not in path.parts
