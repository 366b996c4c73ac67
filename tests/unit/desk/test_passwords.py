"""What is kept of a password lets nobody in, and what is easy to guess is not taken."""

from __future__ import annotations

import pytest

from actions.desk.passwords import Hasher, WeakPassword, new_pin, require_good

pytestmark = pytest.mark.unit

HASHER = Hasher(memory_kib=64)


def test_only_the_secret_itself_fits_its_digest() -> None:
    digest = HASHER.digest("七里河的桂花开了三年")
    assert HASHER.fits(digest, "七里河的桂花开了三年")
    assert not HASHER.fits(digest, "七里河的桂花开了两年")
    assert digest.startswith("$argon2id$") and "桂花" not in digest
    assert HASHER.digest("七里河的桂花开了三年") != digest


@pytest.mark.parametrize("nothing", [None, "", "no digest at all"])
def test_where_there_is_nothing_to_compare_with_nothing_fits(nothing: str | None) -> None:
    assert not HASHER.fits(nothing, "")
    assert not HASHER.fits(nothing, "七里河的桂花开了三年")


@pytest.mark.parametrize("password", ["", "短", "123456789", "啊" * 30, "ababababab", "长" + "0123456789" * 13])
def test_what_is_easy_to_guess_or_too_long_is_not_taken(password: str) -> None:
    with pytest.raises(WeakPassword):
        require_good(password)


def test_a_sentence_is_a_good_password() -> None:
    require_good("七里河的桂花开了三年")
    require_good("correct horse battery")


def test_a_pin_has_six_digits_whatever_is_drawn() -> None:
    assert new_pin(lambda below: 7) == "000007"
    assert new_pin(lambda below: below - 1) == "999999"
