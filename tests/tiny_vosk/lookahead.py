"""OpenFst's olabel-lookahead transducers, which pynini cannot write but Debian's libfst-tools can."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pywrapfst as fst


def lookahead_plugin() -> Path | None:
    """The plug-in of `fstconvert` for this type of transducer; None where libfst-tools is not installed."""
    if not shutil.which("fstconvert"):
        return None
    found = sorted(Path("/usr/lib").glob("*/libfstlookahead.so.*"))
    found += sorted(Path("/usr/lib").glob("libfstlookahead.so.*"))
    return found[-1] if found else None


def write_lookahead(machine: fst.VectorFst, path: Path, plugin: Path) -> dict[int, int]:
    """Writes the transducer and returns the new numbers of its output labels.

    Raises CalledProcessError when `fstconvert` fails.
    """
    with tempfile.TemporaryDirectory() as scratch:
        plain, pairs = Path(scratch, "plain.fst"), Path(scratch, "pairs.txt")
        machine.write(str(plain))
        subprocess.run(
            ["fstconvert", "--fst_type=olabel_lookahead", f"--save_relabel_opairs={pairs}", plain, path],
            check=True,
            env=dict(os.environ, LD_PRELOAD=str(plugin)),
        )
        lines = pairs.read_text(encoding="ascii").splitlines()
    return {int(old): int(new) for old, new in (line.split() for line in lines)}
