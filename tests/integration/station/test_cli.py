"""The command line: what works prints its result, what cannot work says so in one sentence."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from assistant.settings import PROJECT
from tests.e2e.station.running import LINBAN, TINY_MODEL, environment
from tests.integration.speech.sounds import silence, wav_of

pytestmark = pytest.mark.integration


def linban(*arguments: str, home: Path, stdin: bytes = b"", **variables: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [str(LINBAN), *arguments],
        env=environment(home, **variables),
        input=stdin,
        capture_output=True,
        timeout=200,
    )


def complaint(ended: "subprocess.CompletedProcess[bytes]") -> str:
    """The one sentence of a command that failed."""
    said = ended.stderr.decode().strip()
    assert ended.returncode != 0
    assert said and "Traceback" not in said
    assert len(said.splitlines()) == 1
    return said


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_a_sentence_is_spoken_into_a_file_and_heard_again(home: Path, tmp_path: Path) -> None:
    wav = tmp_path / "said.wav"
    assert linban("speak", "养老金认证要带身份证。", "-o", str(wav), home=home).returncode == 0
    heard = linban("transcribe", str(wav), home=home, LINBAN_VOSK_MODEL=str(TINY_MODEL))
    path, _, text = heard.stdout.decode().strip().partition("\t")
    assert path == str(wav)
    assert "身份证" in text


@pytest.mark.parametrize(
    "arguments",
    [
        ("speak", "", "-o", "out.wav"),
        ("speak", "好", "-o", "/nowhere/out.wav"),
        ("speak", "好", "-o", "out.wav", "--rate", "9999"),
        ("transcribe", "missing.wav"),
        ("transcribe", str(PROJECT / "pyproject.toml")),
        ("catalogue", "add", "Not An Id"),
        ("up", "--no-browser", "--port", "99999"),
        ("understand", "你好"),
        ("chat",),
    ],
)
def test_what_cannot_be_done_is_one_sentence(home: Path, arguments: tuple[str, ...]) -> None:
    complaint(linban(*arguments, home=home, LINBAN_VOSK_MODEL=str(TINY_MODEL)))


def test_without_a_speech_model_it_says_how_to_get_one(home: Path) -> None:
    assert "linban speech fetch" in complaint(linban("speech", "status", home=home))


def test_a_service_file_with_a_missing_key_is_named_with_its_key(home: Path, tmp_path: Path) -> None:
    catalogue = tmp_path / "catalogue"
    shutil.copytree(PROJECT / "actions" / "catalogue", catalogue)
    service = catalogue / "services" / "id_card.yml"
    lines = service.read_text(encoding="utf-8").splitlines(keepends=True)
    service.write_text("".join(line for line in lines if not line.startswith("title:")), encoding="utf-8")
    said = complaint(linban("catalogue", "check", home=home, LINBAN_CATALOGUE=str(catalogue)))
    assert "id_card.yml" in said and "title" in said


def test_an_unknown_region_is_named_with_those_there_are(home: Path) -> None:
    assert "example" in complaint(linban("catalogue", "check", home=home, LINBAN_REGION="nowhere"))


def test_a_recording_without_speech_gives_an_empty_line(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "silence.wav"
    path.write_bytes(wav_of(silence(2)))
    heard = linban("transcribe", str(path), home=home, LINBAN_VOSK_MODEL=str(TINY_MODEL))
    assert heard.stdout.decode() == f"{path}\t\n"


def test_lines_that_are_no_text_give_a_line_each(tmp_path: Path) -> None:
    from assistant.settings import Settings

    trained = Settings.from_environment().home
    stdin = "养老金认证要带什么\n".encode() + b"\xff\xfe\n\n" + "社保卡丢了\n".encode()
    understood = linban("understand", "--json", home=trained, stdin=stdin)
    lines = [json.loads(line) for line in understood.stdout.decode().splitlines()]
    assert len(lines) == 4
    assert (lines[0]["label"], lines[0]["aspect"]) == ("svc.pension_cert", "materials")
    assert lines[3]["service"] == "social_card"


def test_the_doctor_says_what_to_do_about_each_finding(home: Path) -> None:
    looked = linban("doctor", "--json", home=home)
    checks = {check["name"]: check for check in map(json.loads, looked.stdout.decode().splitlines())}
    assert looked.returncode == 1, "without a dialogue model nobody can be helped"
    assert checks["database"]["is_well"]
    assert "linban train" in checks["dialogue model"]["do"]
    assert all(check["do"] for check in checks.values() if not check["is_well"])


def test_somebody_new_is_invited_to_the_desk(home: Path) -> None:
    invited = linban("desk", "invite", "--role", "staff", home=home, LINBAN_PORT="8747")
    assert invited.returncode == 0
    assert invited.stdout.decode().startswith("http://127.0.0.1:8747/desk/invite/")


def test_a_grid_table_goes_in_and_out_and_a_wrong_line_is_named(home: Path, tmp_path: Path) -> None:
    table, wrong, out = tmp_path / "grid.csv", tmp_path / "wrong.csv", tmp_path / "out.csv"
    table.write_bytes("阳光小区,第一网格,周网格,13800138001,2026-12-01,\n".encode("gb18030"))
    wrong.write_text("阳光小区,第一网格,周网格,1,明天,\n", encoding="utf-8")
    assert linban("grid", "import", str(table), home=home).returncode == 0
    assert "Line 1" in complaint(linban("grid", "import", str(wrong), home=home))
    assert linban("grid", "export", str(out), home=home).returncode == 0
    assert "阳光小区,第一网格,周网格" in out.read_text(encoding="utf-8-sig")


def test_an_unusable_store_is_one_sentence(home: Path) -> None:
    (home / "linban.db").mkdir(parents=True)
    assert "linban doctor" in complaint(linban("desk", "invite", home=home))


def test_a_ledger_is_exported_and_checked_anywhere_and_a_changed_one_is_refused(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "ledger.json"
    assert linban("ledger", "export", str(file), home=home).returncode == 0
    assert linban("ledger", "verify", str(file), home=tmp_path / "elsewhere").returncode == 0
    export = json.loads(file.read_text(encoding="utf-8"))
    page = {"index": 0, "kind": "points", "body": {}, "previous": "0" * 64, "digest": "0" * 64}
    file.write_text(json.dumps(export | {"entries": [page]}), encoding="utf-8")
    assert linban("ledger", "verify", str(file), home=home).returncode == 1
    file.write_text("{}", encoding="utf-8")
    assert "export" in complaint(linban("ledger", "verify", str(file), home=home))
