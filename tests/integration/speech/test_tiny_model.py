"""The test recogniser can be built again from what is in the project."""

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.speech.ear import ears_on
from kiosk.speech.hesitation import Hesitation
from kiosk.speech.recogniser import Recogniser
from kiosk.speech.transcribe import transcribe
from tests.integration.speech.sounds import PROJECT, TINY_MODEL, in_noise, silence, spoken, wav_of

pytestmark = pytest.mark.integration

NETWORK = PROJECT / "tests/tiny_vosk/data/final.npz"
SENTENCES = ("高龄津贴怎么领", "我想问一下养老金认证怎么办", "我的电话是一三八零零一三八零零零")


def build(out: Path, *options: str) -> Path:
    """In a process of its own: its OpenFst and Vosk's do not live in one."""
    command = [sys.executable, "-m", "tests.tiny_vosk.build", str(out), "--reuse", str(NETWORK), *options]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr
    return out


def heard(model: Path) -> list[str]:
    ears = ears_on(Recogniser(model), Hesitation.load())
    return [transcribe(wav_of(in_noise(silence(0.5) + spoken(text) + silence(1), 20)), ears) for text in SENTENCES]


def test_the_shipped_model_is_what_the_builder_makes(tmp_path):
    model = build(tmp_path)
    made = {path.relative_to(model) for path in model.rglob("*") if path.is_file()}
    kept = {path.relative_to(TINY_MODEL) for path in TINY_MODEL.rglob("*") if path.is_file()}
    if (model / "graph/HCLG.fst").exists():  # No libfst-tools on this machine.
        assert heard(model) == list(SENTENCES)
    else:
        assert made == kept - {Path("README.md")}
        assert [name for name in made if (model / name).read_bytes() != (TINY_MODEL / name).read_bytes()] == []


def test_a_model_with_its_graph_in_one_piece_hears_the_same(tmp_path):
    model = build(tmp_path, "--static")
    assert (model / "graph/HCLG.fst").exists() and not (model / "graph/Gr.fst").exists()
    assert heard(model) == list(SENTENCES)


def test_sentences_that_are_not_there_are_one_sentence(tmp_path):
    command = [sys.executable, "-m", "tests.tiny_vosk.build", str(tmp_path), "--sentences", "nothing.txt"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=180)
    assert done.returncode == 1 and done.stderr.startswith("tiny_vosk: ") and "Traceback" not in done.stderr
