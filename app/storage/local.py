"""Objects as files in one folder on this machine."""

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from app.storage.interface import CHUNK, NotStored, checked_key, checked_prefix, checked_range

# No key begins with a dot, so nothing half copied can ever be listed or read.
_INCOMING = ".incoming"

# Another disk, or a file system without hard links.
_NO_LINKS = {errno.EXDEV, errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK}


class LocalStorage:
    """Storage in the folder `root`, which is made when it is missing."""

    def __init__(self, root: Path) -> None:
        self._root = Path(root)
        self._incoming = self._root / _INCOMING
        self._incoming.mkdir(parents=True, exist_ok=True)

    def publish(self, key: str, source: Path) -> None:
        target = self._path(key)
        whole = self._incoming / uuid4().hex
        try:
            _link_or_copy(Path(source), whole)
            self._put_in_place(whole, target)
        finally:
            whole.unlink(missing_ok=True)
        Path(source).unlink()

    def size(self, key: str) -> int:
        try:
            return self._path(key).stat().st_size
        except (FileNotFoundError, NotADirectoryError):
            raise NotStored(key) from None

    def read_range(self, key: str, start: int, length: int) -> Iterator[bytes]:
        checked_range(start, length)
        try:
            descriptor = os.open(self._path(key), os.O_RDONLY | os.O_CLOEXEC)
        except (FileNotFoundError, NotADirectoryError):
            raise NotStored(key) from None
        return _Pieces(descriptor, start, length)

    @contextmanager
    def fetch(self, key: str) -> Iterator[Path]:
        path = self._path(key)
        if not path.is_file():
            raise NotStored(key)
        yield path

    def delete(self, key: str) -> None:
        path = self._path(key)
        with suppress(FileNotFoundError, NotADirectoryError):
            path.unlink()
        self._drop_empty_folders(path.parent)

    def delete_under(self, prefix: str) -> int:
        keys = list(self.keys_under(prefix))
        for key in keys:
            self.delete(key)
        return len(keys)

    def keys_under(self, prefix: str) -> Iterator[str]:
        folder = self._root / checked_prefix(prefix)
        files = (path for path in folder.rglob("*") if path.is_file())
        keys = sorted(path.relative_to(self._root).as_posix() for path in files)
        return (key for key in keys if not key.startswith("."))

    def _path(self, key: str) -> Path:
        return self._root / checked_key(key)

    def _put_in_place(self, whole: Path, target: Path) -> None:
        with self._folders(fcntl.LOCK_SH):
            target.parent.mkdir(parents=True, exist_ok=True)
            whole.replace(target)
            _flush(target.parent)

    def _drop_empty_folders(self, folder: Path) -> None:
        with self._folders(fcntl.LOCK_EX):
            while folder != self._root:
                try:
                    folder.rmdir()
                except FileNotFoundError:
                    pass
                except OSError:
                    return
                folder = folder.parent

    @contextmanager
    def _folders(self, how: int) -> Iterator[None]:
        """No folder is removed while an object is put into one, in any process."""
        root = os.open(self._root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            fcntl.flock(root, how)
            yield
        finally:
            os.close(root)


class _Pieces(Iterator[bytes]):
    """An open file read by position; closes itself at the end, on close() and when forgotten."""

    def __init__(self, descriptor: int, start: int, length: int) -> None:
        self._descriptor: int | None = descriptor
        self._at = start
        self._end = start + length

    def __next__(self) -> bytes:
        if self._descriptor is None:
            raise StopIteration
        piece = os.pread(self._descriptor, min(CHUNK, self._end - self._at), self._at)
        if not piece:
            self.close()
            raise StopIteration
        self._at += len(piece)
        return piece

    def close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __del__(self) -> None:
        self.close()


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        shutil.copyfile(source, target)
    _flush(target)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
