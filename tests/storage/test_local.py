"""What only the folder on this machine can promise or suffer."""

import os
from pathlib import Path

import pytest

from app.storage import CHUNK, LocalStorage


def open_files() -> int:
    return len(os.listdir("/proc/self/fd"))


def test_a_source_on_another_disk_is_copied_whole(tmp_path):
    other_disk = Path("/dev/shm")
    if not other_disk.is_dir() or other_disk.stat().st_dev == tmp_path.stat().st_dev:
        pytest.fail("this machine has no second file system at /dev/shm")
    source = other_disk / f"attune-{os.getpid()}"
    source.write_bytes(b"a film")
    storage = LocalStorage(tmp_path / "kept")
    storage.publish("film", source)
    assert not source.exists()
    assert (tmp_path / "kept" / "film").read_bytes() == b"a film"


def test_a_publication_that_cannot_be_placed_keeps_its_source(tmp_path):
    storage = LocalStorage(tmp_path / "kept")
    (tmp_path / "first").write_bytes(b"first")
    (tmp_path / "second").write_bytes(b"second")
    storage.publish("film", tmp_path / "first")
    with pytest.raises(OSError, match="exists"):
        storage.publish("film/part", tmp_path / "second")
    assert (tmp_path / "second").read_bytes() == b"second"
    assert list((tmp_path / "kept" / ".incoming").iterdir()) == []


def test_nothing_is_left_of_an_erased_folder(tmp_path):
    storage = LocalStorage(tmp_path / "kept")
    (tmp_path / "source").write_bytes(b"x")
    storage.publish("recordings/1/still/3.png", tmp_path / "source")
    storage.delete_under("recordings/1")
    assert [path.name for path in (tmp_path / "kept").iterdir()] == [".incoming"]


def test_a_range_leaves_no_file_open_however_far_it_was_read(tmp_path):
    storage = LocalStorage(tmp_path / "kept")
    (tmp_path / "source").write_bytes(bytes(3 * CHUNK))
    storage.publish("film", tmp_path / "source")
    before = open_files()
    storage.read_range("film", 0, 10)
    next(storage.read_range("film", 0, 3 * CHUNK))
    list(storage.read_range("film", 0, 3 * CHUNK))
    assert open_files() == before


def test_reading_a_large_object_needs_little_memory(tmp_path):
    import tracemalloc

    storage = LocalStorage(tmp_path / "kept")
    source = tmp_path / "source"
    with source.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    storage.publish("film", source)
    tracemalloc.start()
    assert sum(map(len, storage.read_range("film", 0, 10**12))) == 200 * 1024 * 1024
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * CHUNK
