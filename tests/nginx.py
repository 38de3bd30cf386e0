"""A real nginx in front of Attune, with the files of `deploy/nginx/` as they are handed out."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.processes import ROOT, free_port, wait_until

CONF = """
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxied;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    upstream attune {{ {servers} keepalive 16; }}
    server {{
        listen 127.0.0.1:{port};
        client_max_body_size 64m;
        location / {{
            proxy_pass http://attune;
            proxy_http_version 1.1;
            proxy_request_buffering off;
            proxy_set_header Connection "";
            proxy_set_header Host $http_host;
        }}
{location}
{more}
    }}
{kept}
}}
"""


@contextmanager
def in_front_of(addresses: list[str], storage: Path, folder: Path, more: str = "") -> Iterator[str]:
    """The address of an nginx that passes on to `addresses` and reads films in `storage`.

    `more` stands in its server block.
    """
    program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    assert program, "nginx is not on this machine: `deploy/setup services` installs it"
    folder.mkdir(parents=True, exist_ok=True)
    port, socket = free_port(), folder / "kept.sock"
    conf = folder / "nginx.conf"
    conf.write_text(
        CONF.format(
            folder=folder,
            port=port,
            servers=" ".join(f"server {address};" for address in addresses),
            more=more,
            location=_handed_out("location.conf", socket, storage),
            kept=_handed_out("kept.conf", socket, storage),
        )
    )
    with subprocess.Popen([program, "-c", conf, "-p", folder, "-e", folder / "error.log"]) as ours:
        try:
            wait_until(socket.exists)
            yield f"127.0.0.1:{port}"
        finally:
            ours.terminate()


def _handed_out(name: str, socket: Path, storage: Path) -> str:
    words = (ROOT / "deploy" / "nginx" / name).read_text()
    for theirs, here in (
        ("/run/attune-kept.sock", str(socket)),
        ("/var/lib/attune/storage", str(storage)),
    ):
        words = words.replace(theirs, here)
    return words
