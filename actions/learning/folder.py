"""What was decided about lines, in files of the station's own: in the very form in which the project keeps its own."""

from __future__ import annotations

import hashlib
import io
import os
import threading
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import yaml

from actions.learning.line import Line, Use, bare, faults

PROPOSED, ADOPTED = "proposed", "adopted"
"""Training lines as they are wished for, and those that are in the model in use."""

_README = Path(__file__).parent / "export.md"
_HEADING = "# Lines of one station, decided by a person at its desk.\n"


class LineRefused(Exception):
    """A line may not be kept as it is; `faults` says why, see `actions.learning.line.faults`."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(", ".join(faults))
        self.faults = tuple(faults)


class LearningFolder:
    """`learning/` in the station's folder. Safe from several threads; every file is replaced as a whole.

    Any method may raise OSError.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lock = threading.Lock()

    def decide(self, line: Line, use: Use, said: Iterable[str] = ()) -> None:
        """Keeps the line for that use, and remembers that what was `said` has been dealt with.

        Raises LineRefused when something in the line could be anybody's.
        """
        wrong = faults(line.text) if use is not Use.DROPPED else ()
        if wrong:
            raise LineRefused(wrong)
        line = Line(" ".join(line.text.split()), line.label, line.aspect)
        with self._lock:
            if use is Use.TRAINING:
                self._write_training([*(one for one in self.training() if one.bare != line.bare), line])
            elif use is not Use.DROPPED:
                self._append(f"{use.value}.tsv", line)
            self._remember(said)

    def training(self, which: str = PROPOSED) -> tuple[Line, ...]:
        """The training lines, those wished for or those adopted."""
        lines: list[Line] = []
        for path in sorted((self.root / which / "nlu").glob("*.yml")):
            for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
                aspect = (block.get("metadata") or {}).get("aspect")
                texts = (one.strip().removeprefix("- ") for one in block["examples"].splitlines() if one.strip())
                lines += [Line(text, block["intent"], aspect) for text in texts]
        return tuple(lines)

    def kept(self, use: Use) -> tuple[Line, ...]:
        """The regression cases, or the needs."""
        path = self.root / f"{use.value}.tsv"
        if not path.exists():
            return ()
        rows = (row.split("\t") for row in path.read_text(encoding="utf-8").splitlines() if row)
        return tuple(Line(text, label, aspect or None) for text, label, aspect in rows)

    def is_handled(self, said: str) -> bool:
        """Whether that has been decided about."""
        return _digest(said) in self._handled()

    def open_of(self, said: Sequence[str]) -> tuple[bool, ...]:
        """Of each whether it is still to be decided about."""
        handled = self._handled()
        return tuple(_digest(one) not in handled for one in said)

    def adopt(self) -> None:
        """The lines wished for are those of the model in use from now on."""
        with self._lock:
            self._write_training(self.training(), ADOPTED)

    def export(self) -> bytes:
        """A ZIP file laid out as the project is: what somebody copies into it and offers to everybody."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in sorted(self.exported().items()):
                archive.writestr(name, text)
        return made.getvalue()

    def exported(self) -> Mapping[str, str]:
        """The files of the export by their paths. Lines in which something could be anybody's are left out."""
        files = {"README.md": _README.read_text(encoding="utf-8")}
        for label, text in _by_label(_clean(self.training())).items():
            files[f"nlu_data/nlu/{label}.yml"] = text
        for use in (Use.REGRESSION, Use.NEED):
            found = _clean(self.kept(use))
            if found:
                name = "tests/data/regression/lines.tsv" if use is Use.REGRESSION else "needs.tsv"
                files[name] = "".join(_row(line) for line in found)
        return files

    def _write_training(self, lines: Sequence[Line], which: str = PROPOSED) -> None:
        folder = self.root / which / "nlu"
        folder.mkdir(parents=True, exist_ok=True)
        files = _by_label(lines)
        for label, text in files.items():
            _replace(folder / f"{label}.yml", text)
        for old in folder.glob("*.yml"):
            if old.stem not in files:
                old.unlink()

    def _append(self, name: str, line: Line) -> None:
        path = self.root / name
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        rows = [row for row in before.splitlines(keepends=True) if bare(row.split("\t")[0]) != line.bare]
        _replace(path, "".join([*rows, _row(line)]))

    def _remember(self, said: Iterable[str]) -> None:
        handled = self._handled() | {_digest(one) for one in said}
        _replace(self.root / "handled.txt", "".join(f"{digest}\n" for digest in sorted(handled)))

    def _handled(self) -> frozenset[str]:
        path = self.root / "handled.txt"
        return frozenset(path.read_text(encoding="utf-8").split()) if path.exists() else frozenset()


def _clean(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if not faults(line.text)]


def _by_label(lines: Iterable[Line]) -> dict[str, str]:
    """Files of training data, as the project writes them: one for a label, a block for each aspect."""
    found: dict[str, dict[str | None, list[str]]] = {}
    for line in lines:
        found.setdefault(line.label, {}).setdefault(line.aspect, []).append(line.text)
    return {label: _nlu(label, blocks) for label, blocks in sorted(found.items())}


def _nlu(label: str, blocks: Mapping[str | None, Sequence[str]]) -> str:
    text = f'version: "3.1"\n{_HEADING}nlu:\n'
    for aspect, examples in blocks.items():
        text += f"- intent: {label}\n"
        text += f"  metadata: {{aspect: {aspect}}}\n" if aspect else ""
        text += "  examples: |\n" + "".join(f"    - {example}\n" for example in examples)
    return text


def _row(line: Line) -> str:
    return f"{line.text}\t{line.label}\t{line.aspect or ''}\n"


def _digest(said: str) -> str:
    return hashlib.blake2b(bare(said).encode(), digest_size=12).hexdigest()


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)
