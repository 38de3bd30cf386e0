"""The supervision log to take away: as a table, and as a PDF to hand in."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Response, abort, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from accreditation.marks import NOT_AVIGUK
from app import clock
from app.extensions import db
from app.models.people import Person
from app.pdf import PressStopped, press
from app.supervision import blueprint, logs
from app.web.access import actor, declares
from app.web.pages import asked_page


@blueprint.get("/supervision/held")
@declares("caseload.see")
def held() -> ResponseReturnValue:
    return render_template(
        "supervision/held.html",
        page=logs.page_for(actor(), asked_page()),
        page_url=lambda number: url_for("supervision.held", page=number),
    )


@blueprint.get("/supervision/log.<any(csv, pdf):ending>")
@declares("training.follow")
def own_log(ending: str) -> ResponseReturnValue:
    return _file(ending)


@blueprint.get("/supervision/held.<any(csv, pdf):ending>")
@declares("caseload.see")
def held_log(ending: str) -> ResponseReturnValue:
    return _file(ending)


def _file(ending: str) -> Response:
    lines = logs.lines_for(actor())
    content = logs.table(lines).encode() if ending == "csv" else _pdf(lines)
    kind = "text/csv" if ending == "csv" else "application/pdf"
    answer = Response(content, mimetype=kind)
    answer.headers["Content-Disposition"] = f"attachment; filename=supervision-log.{ending}"
    return answer


def _pdf(lines: list[logs.Line]) -> bytes:
    """Made when it is asked for, and kept nowhere."""
    html = current_app.jinja_env.get_template("supervision/log_document.html").render(
        lines=lines,
        minutes=sum(one.minutes for one in lines),
        name=db.session.get_one(Person, actor().person_id).name,
        notice=NOT_AVIGUK,
        today=clock.today(),
    )
    with TemporaryDirectory() as folder:
        target = Path(folder) / "log.pdf"
        try:
            press(html, target, {})
        except PressStopped:
            abort(503, "The log could not be made just now. Try again in a moment.")
        return target.read_bytes()
