"""`upload-1gib`: a film of 1 GiB comes in by tus, beside a PUT of the same size to a bare nginx."""

from __future__ import annotations

import http.client
import tempfile
import time
from base64 import b64encode
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random

from app.extensions import db
from app.models.casework import CasePerson, Client
from app.models.footage import RecordingState
from app.models.people import Role
from benchmarks import Samples, bench
from benchmarks.harness.filled import opened_over
from benchmarks.harness.nginx import nginx
from benchmarks.harness.server import Visit, serving
from tests import factories as make

MIB = 1024 * 1024
SIZE, PART, PIECE, ROUNDS = 1024 * MIB, 32 * MIB, MIB, 3
BYTES = Random(1).randbytes(PIECE)


@bench("upload-1gib", unit="MiB/s", target=">= 0.5")
def upload_1gib() -> Samples:
    """Parts of 32 MiB without a checksum each, a sign-in and the policy for every part."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        email, films = _fill(folder / "data")
        with serving(folder / "data") as port, nginx(folder, folder / "data", port) as front:
            visit = Visit(port, email, Role.TRAINEE)
            ours, reference = [], []
            before = _largest_memory(port)
            for number, film in enumerate(films):
                ours.append(_timed(partial(_by_tus, port, visit, film)))
                reference.append(_timed(partial(_by_put, front, number)))
            grown = _largest_memory(port) - before
    return Samples(ours, reference, f"the server grew by {grown / MIB:.0f} MiB (asked: below 32)")


def _fill(data: Path) -> tuple[str, list[int]]:
    data.mkdir()
    with opened_over(data).app_context():
        db.create_all()
        trainee = make.person(Role.TRAINEE)
        client = make.client(make.enrolment(trainee, make.person(Role.SUPERVISOR)))
        people = [make.agrees(make.case_person(client))]
        films = [_declared(client, people) for _ in range(ROUNDS)]
        email = trainee.email
        db.session.remove()
        db.engine.dispose()
    return email, films


def _declared(client: Client, people: list[CasePerson]) -> int:
    """A film that is announced; its bytes are to come."""
    return make.recording(make.cycle(client), people, state=RecordingState.UPLOADING).id


def _timed(send: Callable[[], None]) -> float:
    """MiB a second."""
    began = time.perf_counter()
    send()
    return SIZE / MIB / (time.perf_counter() - began)


def _by_tus(port: int, visit: Visit, film: int) -> None:
    named = f"recording {b64encode(str(film).encode()).decode()}"
    headers = {
        "Cookie": "; ".join(f"{name}={value}" for name, value in visit.cookies.items()),
        "X-CSRFToken": visit.token,
        "Tus-Resumable": "1.0.0",
    }
    create = {"Upload-Metadata": named, "Upload-Length": str(SIZE)}
    with closing(_connection(port)) as line:
        _send(line, "POST", "/uploads", headers | create, 0, 201)
        for offset in range(0, SIZE, PART):
            more = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
            _send(line, "PATCH", f"/uploads/{film}", headers | more, PART, 204)


def _by_put(port: int, number: int) -> None:
    with closing(_connection(port)) as line:
        _send(line, "PUT", f"/put/{number}.mp4", {}, SIZE, 201)


def _connection(port: int) -> http.client.HTTPConnection:
    """A new one: what lies idle while the other is measured is shut by the server."""
    return http.client.HTTPConnection("127.0.0.1", port, timeout=120)


def _send(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    headers: dict[str, str],
    length: int,
    status: int,
) -> None:
    connection.putrequest(method, path)
    for name, value in {**headers, "Content-Length": str(length)}.items():
        connection.putheader(name, value)
    connection.endheaders()
    for _ in range(length // PIECE):
        connection.send(BYTES)
    answer = connection.getresponse()
    said = answer.read()
    assert answer.status == status, (answer.status, said[:300])


def _largest_memory(port: int) -> int:
    """The most that any process of the server ever held, in bytes."""
    held = [0]
    for one in Path("/proc").iterdir():
        try:
            if f"127.0.0.1:{port}".encode() in (one / "cmdline").read_bytes().split(b"\0"):
                status = (one / "status").read_text()
                held.append(int(status.partition("VmHWM:")[2].split()[0]) * 1024)
        except (OSError, IndexError):
            continue
    return max(held)
