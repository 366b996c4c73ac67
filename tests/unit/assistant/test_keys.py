"""Keys of the station."""

import stat
from pathlib import Path

import pytest

from assistant.keys import fernet, secret

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
