"""A PDF that is made when it is asked for and kept nowhere."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Response, abort, current_app

from app.pdf import PressStopped, press


def pdf_of(template: str, name: str | None, what: str, /, **values: Any) -> Response:
    """The template as a PDF to keep as `name`; without one it opens in the browser.

    `what` it is stands in the sentence that says that it could not be made.
    """
    html = current_app.jinja_env.get_template(template).render(**values)
    with TemporaryDirectory() as folder:
        target = Path(folder) / "document.pdf"
        try:
            press(html, target, {})
        except PressStopped:
            abort(503, f"{what} could not be made just now. Try again in a moment.")
        answer = Response(target.read_bytes(), mimetype="application/pdf")
    if name is not None:
        answer.headers["Content-Disposition"] = f"attachment; filename={name}.pdf"
    return answer
