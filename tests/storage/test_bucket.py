"""What only a bucket can promise or suffer."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app.models.people import Role
from app.storage import CHUNK, NotStored, StoreUnreachable, storage_for
from app.storage.s3 import MIB, Bucket, S3Storage
from tests import factories as make
from tests.browser_like import Visitor
from tests.settings import settings_for

pytestmark = pytest.mark.services("the bucket")

NOBODY_LISTENS = "http://127.0.0.1:9"


@pytest.fixture
def bucket(tmp_path: Path) -> Bucket:
    return Bucket(**settings_for(tmp_path)["STORAGE_BUCKET"])


@pytest.fixture
def storage(bucket: Bucket, tmp_path: Path) -> S3Storage:
    return S3Storage(bucket, tmp_path / "scratch")


def put(storage: S3Storage, folder: Path, key: str, content: bytes) -> None:
    source = folder / "source"
    source.write_bytes(content)
    storage.publish(key, source)


def test_the_configuration_chooses_the_bucket(tmp_path: Path) -> None:
    assert isinstance(storage_for(settings_for(tmp_path)), S3Storage)


def test_a_large_film_arrives_in_parts_and_whole(storage: S3Storage, tmp_path: Path) -> None:
    content = os.urandom(50 * MIB + 17)
    put(storage, tmp_path, "recordings/1/reference.mp4", content)
    assert storage.size("recordings/1/reference.mp4") == len(content)
    with storage.fetch("recordings/1/reference.mp4") as path:
        assert path.read_bytes() == content
    tail = b"".join(storage.read_range("recordings/1/reference.mp4", 48 * MIB, 10 * MIB))
    assert tail == content[48 * MIB :]


def test_what_is_fetched_is_removed_from_this_machine(storage: S3Storage, tmp_path: Path) -> None:
    put(storage, tmp_path, "film", b"a film")
    with storage.fetch("film") as path:
        assert path.is_relative_to(tmp_path / "scratch")
    assert list((tmp_path / "scratch").iterdir()) == []


def test_a_listing_has_as_many_pages_as_it_needs(bucket: Bucket, tmp_path: Path) -> None:
    storage = S3Storage(bucket, tmp_path / "scratch", page=3)
    keys = [f"recordings/1/still/{number:02}.png" for number in range(11)]
    for key in keys:
        put(storage, tmp_path, key, b"x")
    assert list(storage.keys_under("recordings/1")) == keys
    assert storage.delete_under("recordings") == 11
    assert list(storage.keys_under("")) == []


def test_two_installations_in_one_bucket_do_not_see_each_other(
    bucket: Bucket, storage: S3Storage, tmp_path: Path
) -> None:
    other = S3Storage(replace(bucket, prefix=f"{bucket.prefix}-b"), tmp_path / "scratch")
    put(other, tmp_path, "film", b"of somebody else")
    assert list(storage.keys_under("")) == []
    assert storage.delete_under("") == 0
    with pytest.raises(NotStored):
        storage.size("film")
    assert other.size("film") == 16


def test_a_reader_that_stops_early_gives_its_connection_back(
    storage: S3Storage, tmp_path: Path
) -> None:
    put(storage, tmp_path, "film", bytes(8 * CHUNK))
    for _ in range(100):  # twice as many as there are connections
        pieces: Any = storage.read_range("film", 0, 8 * CHUNK)
        next(pieces)
        pieces.close()
        assert list(pieces) == []
    assert storage.size("film") == 8 * CHUNK


def test_thirty_two_readers_are_served_at_once(storage: S3Storage, tmp_path: Path) -> None:
    content = os.urandom(4 * CHUNK)
    put(storage, tmp_path, "film", content)
    seen: list[bool] = []

    def read() -> None:
        seen.append(b"".join(storage.read_range("film", 0, 10**9)) == content)

    threads = [threading.Thread(target=read) for _ in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [True] * 32


def test_a_wrong_secret_opens_nothing(bucket: Bucket, storage: S3Storage, tmp_path: Path) -> None:
    put(storage, tmp_path, "film", b"a film")
    stranger = S3Storage(replace(bucket, secret="guessed"), tmp_path / "scratch")
    with pytest.raises(StoreUnreachable, match="Signature"):
        list(stranger.read_range("film", 0, 6))
    with pytest.raises(StoreUnreachable):
        stranger.delete("film")
    assert storage.size("film") == 6


def test_a_bucket_that_is_not_there_is_out_of_reach(bucket: Bucket, tmp_path: Path) -> None:
    storage = S3Storage(replace(bucket, name="no-such-bucket"), tmp_path / "scratch")
    with pytest.raises(StoreUnreachable, match="NoSuchBucket"):
        list(storage.keys_under(""))


@pytest.fixture
def gone(bucket: Bucket, tmp_path: Path) -> S3Storage:
    return S3Storage(replace(bucket, endpoint=NOBODY_LISTENS), tmp_path / "scratch")


def test_a_store_that_does_not_answer_is_told_from_an_object_that_is_not_there(
    gone: S3Storage, tmp_path: Path
) -> None:
    with pytest.raises(StoreUnreachable):
        gone.size("film")
    with pytest.raises(StoreUnreachable), gone.fetch("film"):
        pass
    assert list(tmp_path.glob("scratch/*")) == []


def test_a_source_that_cannot_be_published_is_kept(gone: S3Storage, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"a film")
    with pytest.raises(StoreUnreachable):
        gone.publish("film", source)
    assert source.read_bytes() == b"a film"


def test_a_page_says_that_films_are_out_of_reach_and_nothing_is_lost(app: Flask) -> None:
    trainee = make.person(Role.TRAINEE)
    client = make.client(make.enrolment(trainee))
    film = make.recording(make.cycle(client), [make.agrees(make.case_person(client))])
    visitor = Visitor(app).sign_in(trainee)
    app.config["STORAGE_BUCKET"] = {**app.config["STORAGE_BUCKET"], "endpoint": NOBODY_LISTENS}
    assert "Nothing is lost" in visitor.open(f"/recordings/{film.id}/film", status=503)
    answer = visitor.get(f"/recordings/{film.id}/film", headers={"Accept": "application/json"})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert "try again" in answer.json["error"]
