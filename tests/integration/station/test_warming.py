"""Nobody waits for dictionaries: a process that was warmed up has them all."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.integration

FIRST_WORDS = """
import sys
from assistant.text.names import read_name
from assistant.text.numbers import numbers
from assistant.text.pinyin import syllables
from assistant.warming import warm_up_beside

warm_up_beside().join()
loaded = set(sys.modules)
assert read_name("我叫赵玉梅").said == "赵玉梅" and numbers("一千零五") and syllables("养老金")
print(sorted(set(sys.modules) - loaded))
"""


def test_the_first_words_load_nothing_any_more() -> None:
    process = subprocess.run([sys.executable, "-c", FIRST_WORDS], capture_output=True, text=True, check=True)
    assert process.stdout.strip() == "[]"
