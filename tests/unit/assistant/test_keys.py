"""Keys of the station."""

import stat
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from assistant import keys
from assistant.keys import add_key, drop_old_keys, fernet, secret

pytestmark = pytest.mark.unit


def test_a_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "conversations.key"
    hidden = fernet(path).encrypt("您好".encode())
    assert fernet(path).decrypt(hidden).decode() == "您好"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_holds_no_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "conversations.key"
    path.write_text("no key")
    with pytest.raises(ValueError):
        fernet(path)


def test_a_secret_is_made_once_and_another_file_holds_another(tmp_path: Path) -> None:
    assert len(secret(tmp_path / "a.key")) == 32
    assert secret(tmp_path / "a.key") == secret(tmp_path / "a.key") != secret(tmp_path / "b.key")


def test_a_secret_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.key"
    path.write_bytes(b"c2hvcnQ=")
    with pytest.raises(ValueError):
        secret(path)


MASTER = Fernet.generate_key().decode()


def printing(what: str) -> str:
    """A command that prints it."""
    return f"{sys.executable} -c \"print('{what}')\""


def test_with_a_key_command_no_key_can_be_read_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.key"
    plain = secret(path)
    before = path.read_bytes()
    monkeypatch.setenv("LINBAN_KEY_COMMAND", printing(MASTER))
    assert secret(path) == plain, "a file from before the command goes on opening what it closed"
    assert before not in path.read_bytes()
    hidden = fernet(path).encrypt(b"word")
    add_key(path)
    assert fernet(path).decrypt(hidden) == b"word"
    drop_old_keys(path)
    assert b"closed:" in path.read_bytes()
    assert len(secret(tmp_path / "made-under-it.key")) == 32


def test_a_closed_key_needs_the_command_and_the_right_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.key"
    monkeypatch.setenv("LINBAN_KEY_COMMAND", printing(MASTER))
    secret(path)
    monkeypatch.setenv("LINBAN_KEY_COMMAND", printing(Fernet.generate_key().decode()))
    with pytest.raises(ValueError, match="closed with another key"):
        secret(path)
    monkeypatch.delenv("LINBAN_KEY_COMMAND")
    with pytest.raises(ValueError, match="LINBAN_KEY_COMMAND must name the command"):
        secret(path)


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (printing("sesame-open"), "printed no key"),
        (
            f"{sys.executable} -c 'import sys; print(\"sesame-open\", file=sys.stderr); sys.exit(3)'",
            "ended with code 3",
        ),
        (f"{sys.executable} -c 'import time; time.sleep(60)'", "did not answer within"),
        ("/nowhere/kms", "cannot be run"),
    ],
)
def test_a_key_command_that_fails_is_one_sentence_without_its_words(
    command: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINBAN_KEY_COMMAND", command)
    monkeypatch.setattr(keys, "_COMMAND_SECONDS", 2.0)
    with pytest.raises(OSError, match=why) as failed:
        secret(tmp_path / "a.key")
    assert "sesame" not in str(failed.value) and str(failed.value).count(".") == 1
    assert list(tmp_path.iterdir()) == [], "no key is made that nobody could open"
