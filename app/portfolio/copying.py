"""A copy of a portfolio's PDF that carries its reader's name on every page."""

from __future__ import annotations

from uuid import uuid4

from flask import current_app

from accreditation.wording import day
from app import clock
from app.pdf import press
from app.portfolio import files, signature


def copy_for(name: str, key: str) -> bytes:
    """The file kept under `key`, signed anew. Raises NotStored, PressStopped, SigningFault."""
    template = current_app.jinja_env.get_template("portfolio/document/copy.html")
    html = template.render(name=name, day=day(clock.today()))
    with (
        files.scratch(f"copy-{uuid4().hex}") as folder,
        files.storage().fetch(key) as document,
    ):
        line = press(html, folder / "line.pdf", {}, variant=None).path
        return signature.copied(document, line, folder).read_bytes()
