"""A supervisor of three tiny programs, as a process of its own: `python -m tests.integration.station.supervised HOME`.

One status line of JSON for every change, like `linban up --json`.
"""

import asyncio
import os
import signal
import sys
from functools import partial
from pathlib import Path

from assistant.instance_lock import AlreadyRunning, only_one
from assistant.processes import Program, launch
from assistant.station_report import Status, as_json
from assistant.station_supervisor import Supervisor

NAMES = ("kiosk", "actions", "dialogue")
#: Deaf to SIGTERM, with a child of its own: the worst that can be left behind.
STUBBORN = (
    "import signal, subprocess, sys, time;"
    "signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']);"
    "time.sleep(600)"
)
PLAIN = "import time; time.sleep(600)"


async def is_well(program: Program) -> bool:
    """These programs are well as long as they live."""
    return True


def report(status: Status) -> None:
    """To stdout, at once."""
    print(as_json(status), flush=True)


async def run(home: Path) -> None:
    """Until SIGTERM."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    codes = (PLAIN, PLAIN, STUBBORN)
    programs = [Program(name, (sys.executable, "-c", code), "") for name, code in zip(NAMES, codes, strict=True)]
    start = partial(launch, logs=home / "logs", environment=dict(os.environ))
    await Supervisor(start, is_well, report).run(programs, stop)


if __name__ == "__main__":
    try:
        with only_one(Path(sys.argv[1]), "http://127.0.0.1:1/"):
            asyncio.run(run(Path(sys.argv[1])))
    except AlreadyRunning as error:
        sys.exit(str(error))
