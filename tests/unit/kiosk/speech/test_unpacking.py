"""Archives from elsewhere are not trusted."""

import zipfile

import pytest

from kiosk.speech.errors import SpeechFetchError
from kiosk.speech.unpacking import unpack

pytestmark = pytest.mark.unit


def packed(path, files, **how):
    with zipfile.ZipFile(path, "w", **how) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_every_file_is_unpacked_in_its_place(tmp_path):
    archive = packed(tmp_path / "a.zip", {"m/": "", "m/am/final.mdl": "net", "m/conf/mfcc.conf": "c"})
    unpack(archive, tmp_path / "out", most=10)
    assert (tmp_path / "out/m/am/final.mdl").read_text() == "net"
    assert (tmp_path / "out/m/conf/mfcc.conf").read_text() == "c"


@pytest.mark.parametrize("name", ["../evil", "m/../../evil", "/evil", "m\\..\\evil", "c:evil"])
def test_a_name_that_leads_elsewhere_is_refused_before_it_is_written(tmp_path, name):
    archive = packed(tmp_path / "a.zip", {name: "x"})
    with pytest.raises(SpeechFetchError, match="leads out"):
        unpack(archive, tmp_path / "in/out", most=10)
    assert not list(tmp_path.rglob("*evil"))


def test_a_bomb_is_given_up_and_so_are_too_many_files(tmp_path):
    bomb = packed(tmp_path / "a.zip", {"m/zeros": bytes(50_000_000)}, compression=zipfile.ZIP_DEFLATED)
    assert bomb.stat().st_size < 100_000
    with pytest.raises(SpeechFetchError, match="larger"):
        unpack(bomb, tmp_path / "out", most=2_000_000)
    assert sum(file.stat().st_size for file in (tmp_path / "out").rglob("*") if file.is_file()) <= 2_000_000
    many = packed(tmp_path / "b.zip", {f"m/{number}": "" for number in range(1_001)})
    with pytest.raises(SpeechFetchError, match="more files"):
        unpack(many, tmp_path / "out", most=10)


def test_two_files_share_one_bound(tmp_path):
    archive = packed(tmp_path / "a.zip", {"m/1": b"x" * 8, "m/2": b"x" * 8})
    with pytest.raises(SpeechFetchError, match="larger"):
        unpack(archive, tmp_path / "out", most=15)


def test_what_is_no_zip_or_is_damaged_is_said_so(tmp_path):
    page = tmp_path / "page.zip"
    page.write_text("<html>please log in to this network</html>")
    with pytest.raises(SpeechFetchError, match="not a zip"):
        unpack(page, tmp_path / "out", most=10)
    whole = packed(tmp_path / "a.zip", {"m/a": b"0123456789" * 100}).read_bytes()
    page.write_bytes(whole.replace(b"0123456789", b"9876543210", 1))
    with pytest.raises(SpeechFetchError, match="damaged"):
        unpack(page, tmp_path / "out", most=10_000)


def test_a_password_or_a_broken_stream_cannot_be_unpacked(tmp_path):
    archive = packed(tmp_path / "a.zip", {"m/a": bytes(10_000)}, compression=zipfile.ZIP_DEFLATED)
    whole = archive.read_bytes()
    for broken in (_with_a_password(whole), _with_a_broken_stream(whole)):
        archive.write_bytes(broken)
        with pytest.raises(SpeechFetchError, match="cannot be unpacked"):
            unpack(archive, tmp_path / "out", most=100_000)


def _with_a_password(archive):
    local, central = bytearray(archive), archive.index(b"PK\x01\x02")
    local[6] |= 1
    local[central + 8] |= 1
    return bytes(local)


def _with_a_broken_stream(archive):
    start = archive.index(b"m/a") + 3
    return archive[:start] + b"\xff" * 4 + archive[start + 4 :]
