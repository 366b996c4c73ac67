"""Whose the data folder is."""

from pathlib import Path

import pytest

from assistant.instance_lock import FILE, AlreadyRunning, only_one, running

pytestmark = pytest.mark.integration


def test_nobody_runs_before_and_after(tmp_path: Path) -> None:
    assert running(tmp_path) is None
    with only_one(tmp_path, "http://127.0.0.1:1/"):
        holder = running(tmp_path)
        assert holder is not None and holder.address == "http://127.0.0.1:1/"
    assert running(tmp_path) is None


def test_a_holder_that_has_not_said_who_it_is_still_holds(tmp_path: Path) -> None:
    with only_one(tmp_path, "http://127.0.0.1:1/"):
        (tmp_path / FILE).write_text("")
        with pytest.raises(AlreadyRunning, match=r"runs already\.$"), only_one(tmp_path, ""):
            pass
