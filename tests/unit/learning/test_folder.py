"""Decisions about lines, in files like the project's own."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import yaml

from actions.learning.folder import ADOPTED, PROPOSED, LearningFolder, LineRefused
from actions.learning.line import Line, Use
from assistant.evaluation.examples import read_examples, told

pytestmark = pytest.mark.unit

FACE = Line("脸认证咋个弄", "svc.pension_cert", "steps")
HELLO = Line("老乡你好哇", "dlg.greet")


@pytest.fixture
def folder(tmp_path: Path) -> LearningFolder:
    return LearningFolder(tmp_path / "learning")


def test_a_training_line_is_written_as_the_project_writes_its_own(folder: LearningFolder) -> None:
    folder.decide(FACE, Use.TRAINING)
    folder.decide(HELLO, Use.TRAINING)
    data = yaml.safe_load((folder.root / PROPOSED / "nlu" / "svc.pension_cert.yml").read_text(encoding="utf-8"))
    (block,) = data["nlu"]
    assert (block["intent"], block["metadata"], told(block["examples"])) == (
        FACE.label,
        {"aspect": "steps"},
        [FACE.text],
    )
    assert set(folder.training()) == {FACE, HELLO}
    assert folder.training(ADOPTED) == ()


def test_a_line_means_one_thing(folder: LearningFolder) -> None:
    folder.decide(FACE, Use.TRAINING)
    other = Line("脸认证，咋个弄？", "svc.social_card")
    folder.decide(other, Use.TRAINING)
    assert folder.training() == (other,)
    assert not (folder.root / PROPOSED / "nlu" / "svc.pension_cert.yml").exists()


def test_a_regression_case_is_what_an_evaluation_reads(folder: LearningFolder) -> None:
    folder.decide(FACE, Use.REGRESSION)
    folder.decide(FACE, Use.REGRESSION)
    (example,) = read_examples(folder.root / "regression.tsv")
    assert (example.text, example.label, example.aspect) == (FACE.text, FACE.label, FACE.aspect)
    assert folder.kept(Use.REGRESSION) == (FACE,)
    assert folder.kept(Use.NEED) == ()


def test_what_was_dealt_with_is_not_shown_again_however_it_is_written(folder: LearningFolder) -> None:
    folder.decide(FACE, Use.DROPPED, ["脸认证咋个弄", "我电话*******8000"])
    assert folder.is_handled("脸认证，咋个弄。") and folder.is_handled("我电话*******8000")
    assert folder.open_of(["脸认证咋个弄", "别的话"]) == (False, True)
    assert "8000" not in (folder.root / "handled.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("use", [Use.TRAINING, Use.REGRESSION, Use.NEED])
def test_nothing_of_anybody_is_written(folder: LearningFolder, use: Use) -> None:
    with pytest.raises(LineRefused) as refused:
        folder.decide(Line("我叫李桂芳电话13800138000", "dlg.greet"), use, ["我叫李桂芳"])
    assert refused.value.faults == ("number", "name")
    assert not folder.root.exists()


def test_the_export_is_laid_out_as_the_project_is(folder: LearningFolder) -> None:
    for use in (Use.TRAINING, Use.REGRESSION, Use.NEED):
        folder.decide(FACE, use)
    with zipfile.ZipFile(io.BytesIO(folder.export())) as archive:
        names = set(archive.namelist())
        row = archive.read("tests/data/regression/lines.tsv").decode()
    assert names == {
        "README.md",
        "nlu_data/nlu/svc.pension_cert.yml",
        "tests/data/regression/lines.tsv",
        "needs.tsv",
    }
    assert row == f"{FACE.text}\t{FACE.label}\t{FACE.aspect}\n"


def test_a_line_that_came_into_the_files_otherwise_is_left_out_of_the_export(folder: LearningFolder) -> None:
    folder.decide(FACE, Use.NEED)
    path = folder.root / "need.tsv"
    path.write_text(path.read_text(encoding="utf-8") + "我手机13800138000\tdlg.greet\t\n", encoding="utf-8")
    assert folder.exported()["needs.tsv"] == f"{FACE.text}\t{FACE.label}\t{FACE.aspect}\n"


def test_adopted_lines_are_those_wished_for_at_that_moment(folder: LearningFolder) -> None:
    folder.decide(FACE, Use.TRAINING)
    folder.adopt()
    folder.decide(HELLO, Use.TRAINING)
    assert folder.training(ADOPTED) == (FACE,)
