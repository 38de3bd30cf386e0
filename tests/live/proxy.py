"""A proxy between a browser and the server that keeps each answer to itself until it is whole."""

from __future__ import annotations

import http.client
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

PASSED_ON = {"accept", "cookie", "last-event-id", "content-type", "x-csrftoken", "range"}
KEPT = {"content-length", "transfer-encoding", "connection", "server", "date"}


class BufferingProxy:
    """A context: `url` leads to the server at `target`, but nothing streams through it."""

    def __init__(self, target: str) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_for(urlsplit(target).netloc))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> BufferingProxy:
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler_for(place: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._pass_on(None)

        def do_POST(self) -> None:
            self._pass_on(self.rfile.read(int(self.headers["Content-Length"] or 0)))

        def _pass_on(self, body: bytes | None) -> None:
            upstream = http.client.HTTPConnection(place, timeout=60)
            headers = {
                name: text for name, text in self.headers.items() if name.lower() in PASSED_ON
            }
            try:
                upstream.request(self.command, self.path, body, headers)
                answer = upstream.getresponse()
                whole = answer.read()
                self.send_response(answer.status)
                for name, text in answer.getheaders():
                    if name.lower() not in KEPT:
                        self.send_header(name, text)
                self.send_header("Content-Length", str(len(whole)))
                self.end_headers()
                self.wfile.write(whole)
            except OSError:
                self.close_connection = True  # either side left meanwhile
            finally:
                upstream.close()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Handler
