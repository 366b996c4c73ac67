"""Getting a model from a server on this machine that has bad days."""

import hashlib
import io
import random
import threading
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from kiosk.speech.errors import SpeechFetchError
from kiosk.speech.fetch import OFFICIAL_SITE, SMALL, Archive, fetch
from kiosk.speech.models import check_model

pytestmark = pytest.mark.integration

NAME = "vosk-model-test"
FILES = ("am/final.mdl", "conf/model.conf", "conf/mfcc.conf", "graph/HCLr.fst", "graph/Gr.fst")


def packed(files=(*FILES, "graph/disambig_tid.int"), top=NAME, content=None):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in files:
            archive.writestr(f"{top}/{name}", content or random.Random(name).randbytes(50_000))
    return out.getvalue()


GOOD = packed()
ARCHIVE = Archive(NAME, hashlib.sha256(GOOD).hexdigest())


@dataclass
class Server:
    """Gives `content` for the model's archive.

    cuts: after how many bytes each of the first answers breaks off. ranges: whether it can go on in the
    middle. length: whether it says how much is to come. lies: it goes on elsewhere than asked. circles: it
    sends to itself. asked: the Range headers it got.
    """

    content: bytes = GOOD
    cuts: list[int] = field(default_factory=list)
    ranges: bool = True
    length: bool = True
    status: int = 200
    lies: bool = False
    circles: bool = False
    asked: list[str | None] = field(default_factory=list)
    url: str = ""

    def answer(self, request):
        asked = request.headers.get("Range")
        self.asked.append(asked)
        if request.path != f"/{NAME}.zip" or self.status != 200:
            return request.send_error(404 if self.status == 200 else self.status)
        if self.circles:
            request.send_response(302)
            request.send_header("Location", request.path)
            return request.end_headers()
        start = int(asked.removeprefix("bytes=").removesuffix("-")) if asked and self.ranges else 0
        total = len(self.content)
        if start >= total:
            request.send_response(416)
            request.send_header("Content-Range", f"bytes */{total}")
            request.send_header("Content-Length", "0")
            return request.end_headers()
        request.send_response(206 if start else 200)
        if start:
            request.send_header("Content-Range", f"bytes {start + self.lies}-{total - 1}/{total}")
        if self.length:
            request.send_header("Content-Length", str(total - start))
        request.end_headers()
        request.wfile.write(self.content[start:][: self.cuts.pop(0) if self.cuts else None])


@contextmanager
def serving(**how):
    server = Server(**how)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            server.answer(self)

        def log_message(self, *told):
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    server.url = f"http://127.0.0.1:{http.server_address[1]}"
    yield server
    http.shutdown()
    http.server_close()


def get(server, folder, archive=ARCHIVE, progress=lambda have, total: None):
    with httpx.Client(timeout=5, trust_env=False) as client:
        return fetch(archive, folder, client, progress, server.url)


def left(folder):
    return sorted(path.name for path in folder.iterdir())


def failure(server, folder, archive=ARCHIVE):
    """The one sentence it ends with."""
    with pytest.raises(SpeechFetchError) as error:
        get(server, folder, archive)
    message = str(error.value)
    assert message[-1] in ".?" and "\n" not in message
    return message


def test_a_model_is_fetched_verified_and_put_in_place(tmp_path):
    told = []
    with serving() as server:
        fetched = get(server, tmp_path / "models", progress=lambda have, total: told.append((have, total)))
    assert fetched.path == tmp_path / "models" / NAME and fetched.sha256 == ARCHIVE.sha256
    check_model(fetched.path)
    assert left(tmp_path / "models") == [NAME, f"{NAME}.sha256"]
    assert (tmp_path / "models" / f"{NAME}.sha256").read_text() == f"{ARCHIVE.sha256}  {NAME}.zip\n"
    assert told[-1] == (len(GOOD), len(GOOD)) and told == sorted(told)


def test_a_model_that_is_there_is_not_fetched_again(tmp_path):
    with serving() as server:
        get(server, tmp_path)
        assert get(server, tmp_path).sha256 is None
        assert len(server.asked) == 1


def test_half_a_model_in_its_place_is_replaced(tmp_path):
    (tmp_path / NAME / "am").mkdir(parents=True)
    with serving() as server:
        check_model(get(server, tmp_path).path)
    assert left(tmp_path) == [NAME, f"{NAME}.sha256"]


def test_a_cut_connection_is_taken_up_where_it_broke(tmp_path):
    told = []
    with serving(cuts=[70_000, 50_000, 0, 0, 30_000]) as server:
        get(server, tmp_path, progress=lambda have, total: told.append((have, total)))
    assert server.asked[0] is None and server.asked[1] == "bytes=70000-" and server.asked[-1] == "bytes=150000-"
    assert told[-1] == (len(GOOD), len(GOOD)) and told == sorted(told)


def test_a_download_given_up_goes_on_the_next_time(tmp_path):
    with serving(cuts=[70_000, 0, 0, 0]) as server:
        assert "cannot be reached" in failure(server, tmp_path)
        assert left(tmp_path) == [f"{NAME}.zip.part"]
        check_model(get(server, tmp_path).path)
    assert server.asked[-1] == "bytes=70000-"


def test_a_server_that_cannot_go_on_in_the_middle_starts_over(tmp_path):
    with serving(cuts=[70_000], ranges=False) as server:
        check_model(get(server, tmp_path).path)
        assert len(server.asked) == 2


def test_a_server_that_always_breaks_off_is_given_up(tmp_path):
    with serving(cuts=[70_000, 60_000] * 50, ranges=False) as server:
        assert "cannot be reached" in failure(server, tmp_path)
        assert len(server.asked) == 4


def test_a_download_that_was_whole_already_is_not_asked_for_again(tmp_path):
    (tmp_path / f"{NAME}.zip.part").write_bytes(GOOD)
    with serving() as server:
        check_model(get(server, tmp_path).path)
        assert server.asked == [f"bytes={len(GOOD)}-"]


@pytest.mark.parametrize(("part", "lies"), [(len(GOOD) + 10, False), (10, True)], ids=["longer", "elsewhere"])
def test_the_rest_of_another_file_is_thrown_away(tmp_path, part, lies):
    (tmp_path / f"{NAME}.zip.part").write_bytes(b"x" * part)
    with serving(lies=lies) as server:
        check_model(get(server, tmp_path).path)
        assert server.asked == [f"bytes={part}-", None]


def test_a_wrong_digest_is_refused_and_nothing_is_kept(tmp_path):
    with serving(content=GOOD[:-1] + b"!") as server:
        message = failure(server, tmp_path)
    assert ARCHIVE.sha256 in message and left(tmp_path) == []


def test_an_archive_without_a_known_digest_has_its_own_recorded(tmp_path):
    with serving() as server:
        assert get(server, tmp_path, Archive(NAME)).sha256 == ARCHIVE.sha256
    assert ARCHIVE.sha256 in (tmp_path / f"{NAME}.sha256").read_text()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<html>log in first</html>", "not a zip"),
        (packed(top="../elsewhere"), "leads out"),
        (packed(top="another-model"), "no whole speech model"),
        (packed(files=FILES[:2]), "no whole speech model"),
        (packed(content=bytes(10_000_000)), "larger"),
    ],
    ids=["page", "traversal", "another", "half", "huge"],
)
def test_what_is_not_the_model_is_refused_and_nothing_is_kept(tmp_path, content, why):
    folder = tmp_path / "models"
    with serving(content=content) as server:
        assert why in failure(server, folder, Archive(NAME, most_unpacked=5_000_000))
    assert left(folder) == [] and left(tmp_path) == ["models"]


def test_a_model_in_place_survives_a_failed_attempt_to_replace_it(tmp_path):
    (tmp_path / NAME).mkdir()
    (tmp_path / NAME / "mine").touch()
    with serving(content=b"no zip") as server:
        failure(server, tmp_path, Archive(NAME))
    assert left(tmp_path / NAME) == ["mine"]


@pytest.mark.parametrize("status", [404, 500, 503])
def test_a_server_without_the_model_is_said_so(tmp_path, status):
    with serving(status=status) as server:
        assert str(status) in failure(server, tmp_path)


def test_no_network_and_no_address_are_said_so(tmp_path):
    with serving() as server:
        pass
    assert "is there a network?" in failure(server, tmp_path)
    server.url = "http://127.0.0.1:port"
    assert "cannot be read" in failure(server, tmp_path)


def test_a_server_that_sends_round_in_circles_is_said_so(tmp_path):
    with serving(circles=True) as server:
        assert "cannot be read" in failure(server, tmp_path)


def test_a_server_that_does_not_say_the_length_is_fetched_from_too(tmp_path):
    told = []
    with serving(length=False) as server:
        check_model(get(server, tmp_path, progress=lambda have, total: told.append((have, total))).path)
    assert told[-1] == (len(GOOD), None)


def test_a_full_disk_is_said_so(tmp_path):
    (tmp_path / f"{NAME}.zip.part").symlink_to("/dev/full")
    with serving() as server:
        assert "disk is full" in failure(server, tmp_path)


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path):
    (tmp_path / "models").touch()
    with serving() as server:
        assert "models" in failure(server, tmp_path / "models")


def test_the_official_model_comes_over_https_with_a_digest():
    assert OFFICIAL_SITE.startswith("https://") and len(SMALL.sha256) == 64
