import io
import threading
from pathlib import Path

import pytest

from app.footage import arrival
from app.footage.arrival import FIRST_PIECE, LARGEST_PIECE, OffsetDiffers, UploadGone, append


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
    content = bytes(range(256)) * (3 * FIRST_PIECE // 256)
    assert append(file, 0, len(content), Dropping(content)) == FIRST_PIECE
    assert file.read_bytes() == content[:FIRST_PIECE]


def test_a_connection_that_died_unnoticed_does_not_keep_out_the_next(file):
    content = bytes(range(256)) * (3 * FIRST_PIECE // 256)
    dead, met = Stalling(content), []

    def send() -> None:
        try:
            append(file, 0, len(content), dead)
        except OffsetDiffers as differs:
            met.append(differs.size)

    first = threading.Thread(target=send)
    first.start()
    assert dead.stalled.wait(10)
    assert append(file, FIRST_PIECE, len(content), io.BytesIO(content[FIRST_PIECE:])) == len(
        content
    )
    dead.go_on.set()
    first.join(10)
    assert met == [len(content)]
    assert file.read_bytes() == content


def test_an_upload_that_was_ended_takes_nothing_more(file):
    sender = Stalling(bytes(2 * FIRST_PIECE))
    met = []

    def send() -> None:
        try:
            append(file, 0, 2 * FIRST_PIECE, sender)
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


class Noting(io.BytesIO):
    """A sender who notes how much is read at once; each piece takes as long as `clock` says."""

    def __init__(self, content: bytes, clock: list[float], took: float) -> None:
        super().__init__(content)
        self.clock, self.took, self.sizes = clock, took, []

    def read(self, size=-1, /):
        self.clock[0] += self.took
        self.sizes.append(size)
        return super().read(size)


@pytest.mark.parametrize(("took", "largest"), [(0.01, LARGEST_PIECE), (2.0, FIRST_PIECE)])
def test_pieces_grow_on_a_quick_line_and_stay_small_on_a_slow_one(file, monkeypatch, took, largest):
    clock = [0.0]
    monkeypatch.setattr(arrival, "monotonic", lambda: clock[0])
    sender = Noting(bytes(4 * LARGEST_PIECE), clock, took)
    assert append(file, 0, 4 * LARGEST_PIECE, sender) == 4 * LARGEST_PIECE
    assert sender.sizes[0] == FIRST_PIECE
    assert max(sender.sizes) == largest
