"""The supervision log to take away: as a table, and as a PDF to hand in."""

from __future__ import annotations

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue

from accreditation.marks import NOT_AVIGUK
from app import clock
from app.extensions import db
from app.models.people import Person
from app.supervision import blueprint, logs
from app.web.access import actor, declares
from app.web.documents import pdf_of
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
    if ending == "csv":
        answer = Response(logs.table(lines), mimetype="text/csv")
        answer.headers["Content-Disposition"] = "attachment; filename=supervision-log.csv"
        return answer
    return pdf_of(
        "supervision/log_document.html",
        "supervision-log",
        "The log",
        lines=lines,
        minutes=sum(one.minutes for one in lines),
        name=db.session.get_one(Person, actor().person_id).name,
        notice=NOT_AVIGUK,
        today=clock.today(),
    )
