"""Objects in a bucket of a store that speaks S3's protocol."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import boto3
from boto3.exceptions import S3UploadFailedError
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from urllib3.exceptions import HTTPError

from app.storage.interface import (
    CHUNK,
    NotStored,
    StoreUnreachable,
    checked_key,
    checked_prefix,
    checked_range,
)

MIB = 1024 * 1024
_LARGE = TransferConfig(
    multipart_threshold=32 * MIB, multipart_chunksize=16 * MIB, max_concurrency=4
)
_NOT_THERE = {"404", "NoSuchKey", "NotFound"}
_BEYOND_THE_END = {"416", "InvalidRange"}
_CANNOT_SAY = {"501", "NotImplemented"}
_FAULTS = (BotoCoreError, ClientError, HTTPError, S3UploadFailedError)


@dataclass(frozen=True)
class Bucket:
    """Where a bucket is and how to reach it.

    Without `key_id` and `secret` the machine's own role is asked for them. `encryption` is what
    the store is told to do with each object: "AES256", "aws:kms" with `encryption_key`, or "none"
    for a store that encrypts by itself or not at all.
    """

    name: str
    prefix: str = ""
    endpoint: str | None = None
    region: str | None = None
    key_id: str | None = None
    secret: str | None = None
    encryption: str = "AES256"
    encryption_key: str | None = None


class S3Storage:
    """Storage in `bucket`, which exists. What is fetched lies in `scratch` meanwhile.

    Every method raises StoreUnreachable when the store does not answer as it should.
    """

    def __init__(self, bucket: Bucket, scratch: Path, page: int = 1000) -> None:
        self._bucket = bucket
        self._scratch = scratch
        self._page = page
        self._client = _client(bucket)
        self._at = f"{bucket.prefix}/" if bucket.prefix else ""

    def publish(self, key: str, source: Path) -> None:
        name = self._name(key)
        if not Path(source).is_file():
            raise FileNotFoundError(source)
        with _told(key):
            self._end_unfinished(name)
            self._client.upload_file(
                str(source), self._bucket.name, name, ExtraArgs=self._sealed(), Config=_LARGE
            )
        Path(source).unlink()

    def size(self, key: str) -> int:
        with _told(key):
            found = self._client.head_object(Bucket=self._bucket.name, Key=self._name(key))
            return int(found["ContentLength"])

    def read_range(self, key: str, start: int, length: int) -> Iterator[bytes]:
        checked_range(start, length)
        last = start + max(length, 1) - 1
        try:
            with _told(key):
                answer = self._client.get_object(
                    Bucket=self._bucket.name, Key=self._name(key), Range=f"bytes={start}-{last}"
                )
        except _NothingThere:
            return iter(())
        return _Pieces(key, answer["Body"], length)

    @contextmanager
    def fetch(self, key: str) -> Iterator[Path]:
        with _told(key):
            answer = self._client.get_object(Bucket=self._bucket.name, Key=self._name(key))
        self._scratch.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix="fetched-", dir=self._scratch) as folder:
            path = Path(folder) / key.rpartition("/")[2]
            with path.open("wb") as file, _told(key), answer["Body"] as body:
                shutil.copyfileobj(body, file, MIB)
            yield path

    def delete(self, key: str) -> None:
        name = self._name(key)
        with _told(key):
            self._end_unfinished(name)
            self._client.delete_object(Bucket=self._bucket.name, Key=name)

    def delete_under(self, prefix: str) -> int:
        keys = list(self.keys_under(prefix))
        with _told(prefix):
            self._end_unfinished(self._folder(prefix))
        for key in keys:
            self.delete(key)
        return len(keys)

    def keys_under(self, prefix: str) -> Iterator[str]:
        folder = self._folder(prefix)
        with _told(prefix):
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self._bucket.name, Prefix=folder, PaginationConfig={"PageSize": self._page}
            )
            names = [one["Key"] for page in pages for one in page.get("Contents", ())]
        return iter(sorted(name.removeprefix(self._at) for name in names))

    def _name(self, key: str) -> str:
        return self._at + checked_key(key)

    def _folder(self, prefix: str) -> str:
        bare = checked_prefix(prefix)
        return f"{self._at}{bare}/" if bare else self._at

    def _sealed(self) -> dict[str, str]:
        if self._bucket.encryption == "none":
            return {}
        asked = {"ServerSideEncryption": self._bucket.encryption}
        if self._bucket.encryption_key:
            asked["SSEKMSKeyId"] = self._bucket.encryption_key
        return asked

    def _end_unfinished(self, prefix: str) -> None:
        """Forget parts that a killed worker left: no listing shows them, and they are film.

        A store that cannot tell them leaves that to its own rule for unfinished uploads.
        """
        pages = self._client.get_paginator("list_multipart_uploads").paginate(
            Bucket=self._bucket.name, Prefix=prefix
        )
        try:
            unfinished = [one for page in pages for one in page.get("Uploads", ())]
        except ClientError as error:
            if _code(error) in _CANNOT_SAY:
                return
            raise
        for one in unfinished:
            self._client.abort_multipart_upload(
                Bucket=self._bucket.name, Key=one["Key"], UploadId=one["UploadId"]
            )


class _NothingThere(Exception):
    """The range begins at or after the object's end."""


class _Pieces(Iterator[bytes]):
    """A streamed answer; given back at its end, dropped on close() and when forgotten."""

    def __init__(self, key: str, body: Any, length: int) -> None:
        self._key = key
        self._body = body
        self._left = length

    def __next__(self) -> bytes:
        with _told(self._key):
            piece: bytes = self._body.read(min(CHUNK, self._left)) if self._left else b""
        if not piece:
            self.close()
            raise StopIteration
        self._left -= len(piece)
        return piece

    def close(self) -> None:
        self._left = 0
        self._body.close()

    def __del__(self) -> None:
        self.close()


def _client(bucket: Bucket) -> Any:
    """As many connections as a web process has threads, and some for the parts of an upload."""
    return boto3.session.Session().client(
        "s3",
        endpoint_url=bucket.endpoint,
        region_name=bucket.region,
        aws_access_key_id=bucket.key_id,
        aws_secret_access_key=bucket.secret,
        config=Config(
            signature_version="s3v4",
            s3={
                "addressing_style": "path" if bucket.endpoint else "auto",
                "payload_signing_enabled": True,  # so that the store notices a damaged part
            },
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            max_pool_connections=48,
            connect_timeout=5,
            read_timeout=30,
            retries={"mode": "standard", "total_max_attempts": 4},
            tcp_keepalive=True,
        ),
    )


@contextmanager
def _told(key: str) -> Iterator[None]:
    """What the store answers, in the words of the interface."""
    try:
        yield
    except _FAULTS as error:
        code = _code(error)
        if code in _NOT_THERE:
            raise NotStored(key) from None
        if code in _BEYOND_THE_END:
            raise _NothingThere from None
        raise StoreUnreachable(key, code or type(error).__name__) from error


def _code(error: Exception) -> str:
    response = getattr(error, "response", None) or {}
    return str(response.get("Error", {}).get("Code", ""))
