"""The benchmark leaves nothing running, and says why something would not run."""

import signal
import sys
from pathlib import Path

import psutil
import pytest

from tests.benchmarks import __main__ as benchmark
from tests.benchmarks.processes import DidNotRun, free_port, memory, running, wait_until_well

pytestmark = pytest.mark.integration

PARENT = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"


def test_a_process_and_its_children_are_gone_after_an_interruption(tmp_path: Path) -> None:
    with (
        pytest.raises(KeyboardInterrupt),
        running([sys.executable, "-c", PARENT], tmp_path, tmp_path / "log", {}) as process,
    ):
        family = [psutil.Process(process.pid)]
        while len(family) < 2:
            family = [family[0], *family[0].children()]
        assert memory([process]) > 0
        raise KeyboardInterrupt
    _, alive = psutil.wait_procs(family, timeout=5)
    assert alive == []


def test_a_process_that_ends_by_itself_is_quoted(tmp_path: Path) -> None:
    log = tmp_path / "log"
    command = [sys.executable, "-c", "print('no model')"]
    with running(command, tmp_path, log, {}) as process, pytest.raises(DidNotRun, match="no model"):
        wait_until_well([f"http://127.0.0.1:{free_port()}/"], [process], log)


@pytest.mark.parametrize(("trouble", "code"), [(DidNotRun("no model"), 1), (KeyboardInterrupt(), 130)])
def test_trouble_is_one_sentence(
    trouble: BaseException,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(turns: int, seconds: int) -> None:
        raise trouble

    monkeypatch.setattr(benchmark, "_measure_both", fail)
    monkeypatch.setattr(sys, "argv", ["benchmarks", "--turns", "3"])
    before = signal.getsignal(signal.SIGTERM)
    try:
        assert benchmark.main() == code
    finally:
        signal.signal(signal.SIGTERM, before)
    assert capsys.readouterr().err.startswith("The benchmark")
