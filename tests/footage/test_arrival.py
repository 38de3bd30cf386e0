import io
import threading
from pathlib import Path

import pytest

from app.footage.arrival import CHUNK, OffsetDiffers, UploadGone, append


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "7"
    path.touch()
    return path


class Stalling(io.BytesIO):
    """A sender who stops halfway until it is told to go on."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.stalled, self.go_on = threading.Event(), threading.Event()

    def read(self, size=-1, /):
        if self.tell():
            self.stalled.set()
            assert self.go_on.wait(10)
        return super().read(size)


class Dropping(io.BytesIO):
    """A connection that breaks after its first piece."""

    def read(self, size=-1, /):
        if self.tell():
            raise ConnectionResetError
        return super().read(size)


def test_bytes_are_added_at_the_end(file):
    assert append(file, 0, 6, io.BytesIO(b"abc")) == 3
    assert append(file, 3, 6, io.BytesIO(b"def")) == 6
    assert file.read_bytes() == b"abcdef"


def test_nothing_is_added_beyond_the_declared_length(file):
    assert append(file, 0, 4, io.BytesIO(b"abcdef")) == 4
    assert file.read_bytes() == b"abcd"


def test_a_wrong_offset_adds_nothing(file):
    file.write_bytes(b"abc")
    with pytest.raises(OffsetDiffers) as differs:
        append(file, 2, 9, io.BytesIO(b"def"))
    assert differs.value.size == 3
    assert file.read_bytes() == b"abc"


def test_what_came_before_the_connection_broke_is_kept(file):
    content = bytes(range(256)) * (3 * CHUNK // 256)
    assert append(file, 0, len(content), Dropping(content)) == CHUNK
    assert file.read_bytes() == content[:CHUNK]


def test_a_connection_that_died_unnoticed_does_not_keep_out_the_next(file):
    content = bytes(range(256)) * (3 * CHUNK // 256)
    dead, met = Stalling(content), []

    def send() -> None:
        try:
            append(file, 0, len(content), dead)
        except OffsetDiffers as differs:
            met.append(differs.size)

    first = threading.Thread(target=send)
    first.start()
    assert dead.stalled.wait(10)
    assert append(file, CHUNK, len(content), io.BytesIO(content[CHUNK:])) == len(content)
    dead.go_on.set()
    first.join(10)
    assert met == [len(content)]
    assert file.read_bytes() == content


def test_an_upload_that_was_ended_takes_nothing_more(file):
    sender = Stalling(bytes(2 * CHUNK))
    met = []

    def send() -> None:
        try:
            append(file, 0, 2 * CHUNK, sender)
        except UploadGone as gone:
            met.append(gone)

    thread = threading.Thread(target=send)
    thread.start()
    assert sender.stalled.wait(10)
    file.unlink()
    sender.go_on.set()
    thread.join(10)
    assert len(met) == 1
    assert not file.exists()
    with pytest.raises(UploadGone):
        append(file, 0, 3, io.BytesIO(b"abc"))
