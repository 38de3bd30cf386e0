"""nginx before Attune, and by itself as a reference."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.harness.server import ROOT

NGINX = """
user root; daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 2;
events {{ worker_connections 256; }}
http {{
    access_log off; sendfile on;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxied;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    upstream attune {{ server 127.0.0.1:{behind}; keepalive 16; }}
    server {{
        listen 127.0.0.1:{port};
        location /bare/ {{ alias {storage}/; }}
        location /put/ {{
            alias {storage}/;
            dav_methods PUT;
            create_full_put_path on;
            client_max_body_size 0;
        }}
        location / {{
            proxy_pass http://attune;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host $http_host;
        }}
        {location}
    }}
    {kept}
}}
"""


@contextmanager
def nginx(folder: Path, data: Path, behind: int) -> Iterator[int]:
    """An nginx before the server at port `behind`, as the guide sets it up; its own port.

    Beside Attune it answers for itself: `/bare/` with what is in the storage, and `/put/`, which
    takes in what is sent.
    """
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin")
    assert program, "nginx is not on this machine: `deploy/setup services` installs it"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    storage, conf = data / "storage", folder / "nginx.conf"
    parts = {name: (ROOT / "deploy/nginx" / f"{name}.conf").read_text() for name in PLACES}
    for name, words in parts.items():
        here = words.replace("/run/attune-kept.sock", str(folder / "kept.sock"))
        parts[name] = here.replace("/var/lib/attune/storage", str(storage))
    conf.write_text(NGINX.format(folder=folder, port=port, behind=behind, storage=storage, **parts))
    with subprocess.Popen([program, "-c", conf, "-p", folder, "-e", folder / "error.log"]) as ours:
        try:
            while not (folder / "kept.sock").exists():
                assert ours.poll() is None, (folder / "error.log").read_text()
                time.sleep(0.05)
            yield port
        finally:
            ours.terminate()


PLACES = ("location", "kept")
