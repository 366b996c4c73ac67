"""What must be so before Rasa is imported anywhere in our processes: call `prepare_rasa()` first."""

import logging
import os
import warnings

from assistant.lean import keep_out

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""A line of text is a small product: shared out between threads, it takes twice the processor for no gain. Must be
set before NumPy is imported."""


def prepare_rasa() -> None:
    """Telemetry off, what is never used out, and no text of a conversation in any log."""
    os.environ.update(ONE_THREAD)
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"
    os.environ.setdefault("LOG_LEVEL_LIBRARIES", "ERROR")
    warnings.filterwarnings("ignore", module="(rasa|sanic_cors|matplotlib|pkg_resources|randomname|jax)")
    keep_out()
    _silence_structlog()


def _silence_structlog() -> None:
    import structlog

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
