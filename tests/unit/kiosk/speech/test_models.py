"""What counts as a Vosk model, and as one for people."""

from pathlib import Path

import pytest

from kiosk.speech.errors import SpeechModelError
from kiosk.speech.models import can_be_narrowed, check_model, is_demonstration, model_path

pytestmark = pytest.mark.unit

STATIC = ("am/final.mdl", "conf/model.conf", "conf/mfcc.conf", "graph/HCLG.fst", "graph/words.txt")
LOOK_AHEAD = (*STATIC[:3], "graph/HCLr.fst", "graph/Gr.fst", "graph/disambig_tid.int")


def model(folder, files, acoustic_bytes=10):
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x" * acoustic_bytes)
    return folder


@pytest.mark.parametrize("files", [STATIC, LOOK_AHEAD, (*LOOK_AHEAD, "ivector/final.ie")])
def test_both_kinds_of_graph_with_or_without_speaker_vectors_are_models(tmp_path, files):
    check_model(model(tmp_path, files))


@pytest.mark.parametrize("files", [STATIC, LOOK_AHEAD])
@pytest.mark.parametrize("empty", [True, False])
def test_each_missing_or_empty_file_is_named(tmp_path, files, empty):
    for name in files:
        folder = model(tmp_path / name.replace("/", "-"), files)
        (folder / name).write_bytes(b"")
        if not empty:
            (folder / name).unlink()
        if name == "graph/HCLG.fst" and not empty:
            name = "graph/HCLr.fst"
        with pytest.raises(SpeechModelError, match=name) as error:
            check_model(folder)
        assert str(error.value).endswith(".") and "\n" not in str(error.value)


def test_no_folder_and_a_file_in_its_place_are_no_models(tmp_path):
    (tmp_path / "file").touch()
    for path in (tmp_path / "nothing", tmp_path / "file"):
        with pytest.raises(SpeechModelError, match="There is no speech model"):
            is_demonstration(path)


def test_the_model_that_hears_the_synthetic_voice_alone_is_told_by_its_size(tmp_path):
    assert is_demonstration(model(tmp_path / "tiny", LOOK_AHEAD))
    assert not is_demonstration(model(tmp_path / "real", LOOK_AHEAD, acoustic_bytes=9_000_000))


def test_the_model_asked_for_comes_before_the_one_that_was_fetched():
    home = Path("/home/of/station")
    assert model_path(Path("/elsewhere"), home) == Path("/elsewhere")
    assert model_path(None, home) == home / "models/speech/vosk-model-small-cn-0.22"
    assert model_path(None, home, "vosk-model-cn-0.22").name == "vosk-model-cn-0.22"


def test_a_model_with_its_graph_in_one_piece_cannot_be_narrowed(tmp_path):
    (tmp_path / "graph").mkdir()
    assert can_be_narrowed(tmp_path)
    (tmp_path / "graph" / "HCLG.fst").write_bytes(b"graph")
    assert not can_be_narrowed(tmp_path)
