"""A pack is a folder: written at one station, looked through and taken in at another."""

import json
import zipfile
from pathlib import Path

import pytest

from channels.voices.checking import faults
from channels.voices.errors import VoicePackError
from channels.voices.pack import (
    FORMAT,
    MANIFEST,
    About,
    VoicePack,
    digest_of,
    read_pack,
    with_recording,
    without_recording,
)
from channels.voices.shelf import OWN, VoiceShelf
from channels.voices.sound import Sound
from channels.voices.take import take_of
from tests.unit.voices.people import recorded

pytestmark = pytest.mark.unit

ABOUT = About(station="河畔驿站", dialect="绍兴话", consent=True)
SENTENCES = ("您慢慢说。", "我查一下，您稍等。")


@pytest.fixture
def shelf(tmp_path: Path) -> VoiceShelf:
    """A station with two sentences recorded."""
    shelf = VoiceShelf(tmp_path / "voices")
    pack = shelf.begin_own(ABOUT)
    for sentence in SENTENCES:
        pack = with_recording(pack, sentence, take_of(recorded((0.6, 0.0))).sound)
    return shelf


def own(shelf: VoiceShelf) -> VoicePack:
    pack = shelf.own()
    assert pack is not None
    return pack


def manifest(pack: VoicePack) -> dict[str, object]:
    told: dict[str, object] = json.loads((pack.folder / MANIFEST).read_text(encoding="utf-8"))
    return told


def test_a_file_is_named_by_the_words_it_speaks(shelf: VoiceShelf) -> None:
    pack = own(shelf)
    names = sorted(path.name for path in pack.folder.glob("*.wav"))
    assert names == sorted(f"{digest_of(sentence)}.wav" for sentence in SENTENCES)
    assert pack.file_of("您 慢慢说。") == pack.file_of("您慢慢说。") is not None
    assert pack.file_of("您慢慢讲。") is None


def test_the_manifest_names_nobody_unless_they_wish_it(shelf: VoiceShelf) -> None:
    told = manifest(own(shelf))
    assert (told["format"], told["recorded_by"], told["consent"]) == (FORMAT, "", True)
    assert set(told) == {"format", "station", "dialect", "recorded_by", "consent", "recordings"}


def test_a_sentence_recorded_anew_replaces_itself_and_one_removed_is_gone(shelf: VoiceShelf) -> None:
    pack = with_recording(own(shelf), SENTENCES[0], take_of(recorded((1.5, 0.0))).sound)
    assert len(own(shelf).recordings) == 2 and own(shelf).recordings[digest_of(SENTENCES[0])].seconds > 1
    without_recording(pack, digest_of(SENTENCES[0]))
    assert [one.text for one in own(shelf).recordings.values()] == [SENTENCES[1]]
    assert len(list(pack.folder.glob("*.wav"))) == 1


def test_the_first_pack_recorded_here_is_in_use_at_once(shelf: VoiceShelf) -> None:
    assert shelf.name_in_use() == OWN
    shelf.use(None)
    assert shelf.in_use() is None and shelf.name_in_use() is None


def test_a_pack_nobody_consented_to_is_not_used(tmp_path: Path) -> None:
    shelf = VoiceShelf(tmp_path)
    with pytest.raises(VoicePackError, match="consented"):
        shelf.begin_own(About("河畔驿站", "普通话"))
    with pytest.raises(VoicePackError, match="consented"):
        shelf.use(OWN)
    assert "consented" in faults(own(shelf))[0]


@pytest.mark.parametrize("target", ["for-others", "for-others.zip"])
def test_a_pack_goes_to_another_station_and_speaks_there(shelf: VoiceShelf, tmp_path: Path, target: str) -> None:
    assert shelf.give_away(OWN, tmp_path / target) == 2
    there = VoiceShelf(tmp_path / "elsewhere")
    pack = there.take_in(tmp_path / target, "riverside")
    assert pack.about == ABOUT and faults(pack) == ()
    there.use("riverside")
    in_use = there.in_use()
    assert in_use is not None and in_use.file_of(SENTENCES[1]) is not None
    with pytest.raises(VoicePackError, match="already"):
        there.take_in(tmp_path / target, "riverside")
    with pytest.raises(VoicePackError, match="there already"):
        shelf.give_away(OWN, tmp_path / target)


def damage(pack: VoicePack, how: str) -> None:
    file = next(pack.folder.glob("*.wav"))
    told = manifest(pack)
    if how == "missing":
        file.unlink()
    elif how == "broken":
        file.write_bytes(b"RIFF nothing")
    elif how == "loud":
        with_recording(pack, SENTENCES[0], Sound(take_of(recorded()).sound.samples * 4, 22_050))
    elif how == "link":
        file.unlink()
        file.symlink_to("/etc/passwd")
    else:
        changed = {"later": {"format": 99}, "lacks": {"recordings": [{"text": "好"}]}, "odd": {"recordings": 7}}[how]
        (pack.folder / MANIFEST).write_text(json.dumps({**told, **changed}), encoding="utf-8")


@pytest.mark.parametrize("how", ["missing", "broken", "loud", "link", "later", "lacks", "odd"])
def test_a_damaged_pack_is_not_taken_in_and_the_reason_is_a_sentence(
    shelf: VoiceShelf, tmp_path: Path, how: str
) -> None:
    pack = own(shelf)
    damage(pack, how)
    there = VoiceShelf(tmp_path / "elsewhere")
    with pytest.raises(VoicePackError, match=r"\.$"):
        there.take_in(pack.folder, "riverside")
    assert there.names() == () and list((tmp_path / "elsewhere").iterdir()) == []


def test_a_zip_file_reaches_nothing_outside_its_folder(shelf: VoiceShelf, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        archive.write(own(shelf).folder / MANIFEST, MANIFEST)
        for file in own(shelf).folder.glob("*.wav"):
            archive.write(file, file.name)
        archive.writestr("../escaped.txt", "x")
        archive.writestr("extra.txt", "x")
    there = VoiceShelf(tmp_path / "elsewhere")
    pack = there.take_in(tmp_path / "bad.zip", "riverside")
    assert not (tmp_path / "escaped.txt").exists() and not (pack.folder / "extra.txt").exists()


@pytest.mark.parametrize("name", ["", "..", "../own", "Own", "a b", "x" * 41])
def test_a_name_that_is_none_is_refused(shelf: VoiceShelf, name: str) -> None:
    with pytest.raises(VoicePackError, match="small letters"):
        shelf.pack(name)


@pytest.mark.parametrize("contents", ["nothing", "{", "[]"])
def test_what_is_no_pack_is_refused_in_a_sentence(tmp_path: Path, contents: str) -> None:
    if contents != "nothing":
        (tmp_path / MANIFEST).write_text(contents, encoding="utf-8")
    with pytest.raises(VoicePackError, match=r"\.$"):
        read_pack(tmp_path)
    (tmp_path / "file.zip").write_bytes(b"no zip")
    with pytest.raises(VoicePackError, match="neither"):
        VoiceShelf(tmp_path / "there").take_in(tmp_path / "file.zip", "riverside")
