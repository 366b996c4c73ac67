"""What one station shares another takes in: whole, signed, and without touching local values."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.bundles.model import BundleError
from actions.bundles.packing import pack, unpack
from actions.bundles.station import Shelves, gather, place
from actions.ledger.head import Signer
from assistant.settings import PROJECT

pytestmark = pytest.mark.unit

KEY = b"b" * 32
MADE_BY = Signer(KEY).public
LESSON = "title: 叫车\nnames: [叫车]\nsteps:\n- say: 打开叫车的图。\n".encode()


@pytest.fixture
def shelves(tmp_path: Path) -> Shelves:
    """A station with the catalogue that ships."""
    shutil.copytree(PROJECT / "actions" / "catalogue", tmp_path / "catalogue")
    return Shelves(tmp_path / "catalogue", tmp_path / "lessons", tmp_path / "voices", "example")


def test_a_bundle_goes_from_one_station_to_another(shelves: Shelves, tmp_path: Path) -> None:
    (shelves.lessons / "phone").mkdir(parents=True)
    (shelves.lessons / "phone" / "taxi.yml").write_bytes(LESSON)
    bundle = unpack(pack(gather(shelves, ("services", "lessons")), KEY))
    other = Shelves(shelves.catalogue, tmp_path / "other" / "lessons", tmp_path / "other" / "voices", "example")
    placed = place(bundle, other, frozenset({MADE_BY}))
    assert placed == {"services": len(list((shelves.catalogue / "services").glob("*.yml"))), "lessons": 1}
    assert (other.lessons / "phone" / "taxi.yml").read_bytes() == LESSON


def test_local_values_are_in_no_bundle_and_are_touched_by_none(shelves: Shelves) -> None:
    region = (shelves.catalogue / "region" / "example.yml").read_bytes()
    files = gather(shelves, ("services", "lessons", "voices"))
    assert not any("region" in path for path in files)
    place(unpack(pack(files, KEY)), shelves, frozenset({MADE_BY}))
    assert (shelves.catalogue / "region" / "example.yml").read_bytes() == region


def test_a_station_that_is_not_trusted_is_told_how(shelves: Shelves) -> None:
    bundle = unpack(pack({"lessons/phone/taxi.yml": LESSON}, KEY))
    with pytest.raises(BundleError, match="--trust"):
        place(bundle, shelves, frozenset())
    assert not shelves.lessons.exists()


@pytest.mark.parametrize(
    "files",
    [
        {"services/elder_card.yml": b"name: broken"},
        {"lessons/phone/bad.yml": b"title: bad"},
        {"lessons/phone/taxi.yml": LESSON, "services/new.yml": b"- 1"},
    ],
)
def test_what_this_station_could_not_use_is_not_put_anywhere(shelves: Shelves, files: dict[str, bytes]) -> None:
    before = gather(shelves, ("services", "lessons", "voices"))
    with pytest.raises(BundleError, match="does not fit"):
        place(unpack(pack(files, KEY)), shelves, frozenset({MADE_BY}))
    assert gather(shelves, ("services", "lessons", "voices")) == before


@pytest.mark.parametrize(
    "path",
    ["../evil.yml", "lessons/../../evil", "/etc/passwd", "region/city.yml", "lessons", "lessons//x", "lessons/.hidden"],
)
def test_a_path_that_leads_elsewhere_is_refused(path: str) -> None:
    with pytest.raises(BundleError):
        pack({path: b"x"}, KEY)


@given(st.integers(min_value=0), st.integers(1, 255))
def test_a_bundle_with_any_byte_changed_is_refused_or_the_same(place_: int, change: int) -> None:
    packed = pack({"lessons/phone/taxi.yml": LESSON}, KEY)
    changed = bytearray(packed)
    changed[place_ % len(packed)] ^= change
    try:
        bundle = unpack(bytes(changed))
    except BundleError:
        return
    assert bundle.files == {"lessons/phone/taxi.yml": LESSON} and bundle.signed_by == MADE_BY


def test_a_file_slipped_in_is_refused() -> None:
    packed = io.BytesIO(pack({"lessons/phone/taxi.yml": LESSON}, KEY))
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("lessons/phone/other.yml", LESSON)
    with pytest.raises(BundleError, match="changed"):
        unpack(packed.getvalue())


@pytest.mark.parametrize("packed", [b"", b"no zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_bundle_is_told_in_one_sentence(packed: bytes) -> None:
    with pytest.raises(BundleError, match="no bundle"):
        unpack(packed)


def test_nothing_to_share_is_said() -> None:
    with pytest.raises(BundleError, match="nothing"):
        pack({}, KEY)
