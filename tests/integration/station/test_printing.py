"""What waits to be printed is gone with the person; what is being printed comes out whole."""

import os
from pathlib import Path

import pytest

from assistant.station_printing import forget_prints

pytestmark = pytest.mark.integration

LPSTAT = """#!/bin/sh
case "$1" in
  -o) printf 'roll-7 kiosk 1024 today\\nroll-8 kiosk 1024 today\\n' ;;
  -p) printf '{printer}\\n' ;;
esac
"""
CANCEL = '#!/bin/sh\necho "$@" > {told}\n'
PRINTING = "printer roll now printing roll-7.  enabled since today"
STOPPED = "printer roll disabled since today -\\n\\tpaper is out"


def install(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


@pytest.mark.parametrize(("printer", "gone"), [(PRINTING, "-x roll-8"), (STOPPED, "-x roll-7 roll-8")])
async def test_only_what_is_on_the_paper_already_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, printer: str, gone: str
) -> None:
    install(tmp_path, "lpstat", LPSTAT.format(printer=printer))
    install(tmp_path, "cancel", CANCEL.format(told=tmp_path / "told"))
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    await forget_prints()
    assert (tmp_path / "told").read_text().strip() == gone


async def test_a_printing_system_that_hangs_keeps_nobody_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("lpstat", "cancel"):
        install(tmp_path, name, "#!/bin/sh\nexec sleep 60\n")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    await forget_prints()
    assert "not cleared" in caplog.text


async def test_without_a_printing_system_there_is_nothing_to_forget(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    await forget_prints()
    assert caplog.text == ""
