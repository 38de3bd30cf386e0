"""What every kind of storage promises; a new kind joins the list in `storage`."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.storage import CHUNK, KeyRefused, LocalStorage, NotStored, Storage, storage_for
from tests.settings import ON_SERVICES, settings_for


@pytest.fixture(params=["folder", "bucket"] if ON_SERVICES else ["folder"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    if request.param == "folder":
        return LocalStorage(tmp_path / "kept")
    return storage_for(settings_for(tmp_path))


@pytest.fixture
def put(storage: Storage, tmp_path: Path):
    def put(key: str, content: bytes) -> None:
        source = tmp_path / "source"
        source.write_bytes(content)
        storage.publish(key, source)

    return put


def whole(storage: Storage, key: str) -> bytes:
    return b"".join(storage.read_range(key, 0, storage.size(key)))


def test_what_was_published_can_be_read_and_fetched(storage, put):
    put("recordings/1/reference.mp4", b"a film")
    assert storage.size("recordings/1/reference.mp4") == 6
    assert whole(storage, "recordings/1/reference.mp4") == b"a film"
    with storage.fetch("recordings/1/reference.mp4") as path:
        assert path.read_bytes() == b"a film"


def test_publishing_consumes_the_source(storage, tmp_path):
    source = tmp_path / "source"
    source.write_bytes(b"a film")
    storage.publish("film", source)
    assert not source.exists()


def test_publishing_again_replaces_the_object(storage, put):
    put("film", b"first")
    put("film", b"the second")
    assert whole(storage, "film") == b"the second"


def test_a_source_that_is_missing_leaves_the_old_object_alone(storage, put, tmp_path):
    put("film", b"first")
    with pytest.raises(FileNotFoundError):
        storage.publish("film", tmp_path / "nowhere")
    assert whole(storage, "film") == b"first"
    assert list(storage.keys_under("")) == ["film"]


def test_a_range_is_read_by_position_and_ends_with_the_object(storage, put):
    content = os.urandom(3 * CHUNK + 17)
    put("film", content)
    assert b"".join(storage.read_range("film", 5, 10)) == content[5:15]
    assert (
        b"".join(storage.read_range("film", CHUNK - 1, CHUNK + 2))
        == content[CHUNK - 1 :][: CHUNK + 2]
    )
    assert b"".join(storage.read_range("film", len(content) - 3, 100)) == content[-3:]
    assert list(storage.read_range("film", len(content) + 5, 10)) == []
    assert list(storage.read_range("film", 0, 0)) == []


def test_no_piece_of_a_range_is_larger_than_a_chunk(storage, put):
    put("film", bytes(2 * CHUNK + 1))
    assert [len(piece) for piece in storage.read_range("film", 0, 10**9)] == [CHUNK, CHUNK, 1]


@pytest.mark.parametrize(("start", "length"), [(-1, 5), (0, -5)])
def test_a_range_that_runs_backwards_is_refused(storage, put, start, length):
    put("film", b"a film")
    with pytest.raises(ValueError, match="range"):
        storage.read_range("film", start, length)


def test_a_range_still_being_read_survives_replacement_and_deletion(storage, put):
    put("film", b"a" * (2 * CHUNK))
    pieces = storage.read_range("film", 0, 2 * CHUNK)
    first = next(pieces)
    put("film", b"b" * (2 * CHUNK))
    storage.delete("film")
    assert first + b"".join(pieces) == b"a" * (2 * CHUNK)


def test_what_was_never_published_is_not_stored(storage):
    with pytest.raises(NotStored) as refusal:
        storage.size("film")
    assert refusal.value.key == "film"
    with pytest.raises(NotStored):
        storage.read_range("film", 0, 10)
    with pytest.raises(NotStored), storage.fetch("film"):
        pass


def test_a_key_beneath_another_object_is_not_stored(storage, put):
    put("film", b"a film")
    with pytest.raises(NotStored):
        storage.size("film/part")


def test_deleting_forgets_the_object_and_may_be_repeated(storage, put):
    put("recordings/1/film", b"a film")
    storage.delete("recordings/1/film")
    storage.delete("recordings/1/film")
    with pytest.raises(NotStored):
        storage.size("recordings/1/film")
    assert list(storage.keys_under("")) == []


def test_a_prefix_is_a_whole_folder(storage, put):
    for key in ["recordings/1/still/3.png", "recordings/1/film", "recordings/12/film"]:
        put(key, b"x")
    assert list(storage.keys_under("recordings/1")) == [
        "recordings/1/film",
        "recordings/1/still/3.png",
    ]
    assert list(storage.keys_under("recordings/1/")) == list(storage.keys_under("recordings/1"))
    assert storage.delete_under("recordings/1") == 2
    assert list(storage.keys_under("")) == ["recordings/12/film"]
    assert storage.delete_under("recordings/1") == 0


@pytest.mark.parametrize(
    "key",
    ["", ".", "..", "/film", "film/", "a//b", "a/../b", "../film", "a/.", ".hidden", "a/.hidden",
     "a b", "a\\b", "film\n", "a\0b", "é", "x" * 600],
)  # fmt: skip
def test_a_key_that_is_not_a_plain_path_is_refused(storage, tmp_path, key):
    source = tmp_path / "source"
    source.write_bytes(b"a film")
    with pytest.raises(KeyRefused):
        storage.publish(key, source)
    with pytest.raises(KeyRefused):
        storage.read_range(key, 0, 1)
    with pytest.raises(KeyRefused):
        storage.delete(key)
    assert source.exists()


@pytest.mark.parametrize("prefix", ["..", "/", "a/../..", ".incoming"])
def test_a_prefix_that_is_not_a_plain_path_is_refused_before_anything_is_deleted(
    storage, put, prefix
):
    put("film", b"a film")
    if prefix == "/":
        assert list(storage.keys_under(prefix)) == ["film"]
        return
    with pytest.raises(KeyRefused):
        storage.delete_under(prefix)
    assert storage.size("film") == 6


@contextmanager
def beside(act: Callable[[], None]) -> Iterator[None]:
    """Repeat the act in another thread for as long as the context lasts."""
    done = threading.Event()

    def repeat() -> None:
        while not done.is_set():
            act()

    other = threading.Thread(target=repeat)
    other.start()
    try:
        yield
    finally:
        done.set()
        other.join()


def test_readers_see_the_old_object_or_the_whole_new_one(storage, put):
    size = 4 * CHUNK
    put("film", b"0" * size)
    seen: set[bytes] = set()

    def read() -> None:
        content = b"".join(storage.read_range("film", 0, size + 1))
        seen.add(content[:1] if content == content[:1] * size else b"torn")

    with beside(read):
        for number in range(1, 10):
            put("film", str(number).encode() * size)
    assert seen
    assert b"torn" not in seen


def test_publishing_beside_an_erasure_of_the_same_folder_never_loses_the_new_object(storage, put):
    with beside(lambda: storage.delete("recordings/1/old")):
        for number in range(20):
            put(f"recordings/1/{number}", b"x")
            storage.delete(f"recordings/1/{number}")
        put("recordings/1/last", b"x")
    assert list(storage.keys_under("")) == ["recordings/1/last"]
