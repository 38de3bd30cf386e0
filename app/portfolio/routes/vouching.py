"""The supervisor's statement: asked for, written in their own pages, given, taken back."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accreditation.portfolio_document import MomentEntry
from app.models.people import Role
from app.models.portfolio import SupervisorStatement
from app.portfolio import blueprint, book, operations, queries
from app.portfolio.forms import ActForm, SupervisorStatementForm
from app.portfolio.routes.kept import kept_while_writing
from app.web.access import actor, declares, get_or_404, may_on
from app.web.pages import asked_page

WRITES = "supervisor_statement.write"


@blueprint.post("/portfolios/<int:portfolio_id>/supervisor-statement")
@declares("portfolio.build")
def ask_supervisor(portfolio_id: int) -> ResponseReturnValue:
    portfolio = get_or_404("portfolio.build", portfolio_id)
    asked = operations.ask_for_statement(actor(), portfolio)
    flash(f"{asked.supervisor.name} is asked. You are told once the statement is given.", "done")
    return redirect(url_for("portfolio.build", _anchor="vouched"))


@blueprint.get("/supervisor-statements/<int:statement_id>")
@declares("supervisor_statement.read")
def supervisor_statement(statement_id: int) -> ResponseReturnValue:
    row = get_or_404("supervisor_statement.read", statement_id)
    return render_template(
        "portfolio/supervisor_statement.html",
        statement=row,
        enrolment=row.portfolio.enrolment,
        is_mine=actor().role is Role.SUPERVISOR,
        may_write=may_on(WRITES, row),
        may_take_back=may_on("supervisor_statement.take_back", row),
        form=ActForm(),
    )


@blueprint.route("/supervisor-statements/<int:statement_id>/write", methods=["GET", "POST"])
@declares(WRITES)
def write_supervisor_statement(statement_id: int) -> ResponseReturnValue:
    row = get_or_404(WRITES, statement_id)
    form = SupervisorStatementForm(data={"text": row.text})

    def write() -> bool:
        operations.write_statement(actor(), row, form.text.data)
        return True

    if form.give_to(write):
        flash("Saved. Nobody but you reads it before you give it.", "done")
        return _to(row)
    page = render_template(
        "portfolio/statement.html", form=form, about=_about(row), trainee=_trainee(row)
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/supervisor-statements/<int:statement_id>/kept")
@declares(WRITES)
def keep_supervisor_statement(statement_id: int) -> ResponseReturnValue:
    return kept_while_writing(get_or_404(WRITES, statement_id))


@blueprint.get("/supervisor-statements/<int:statement_id>/versions")
@declares(WRITES)
def supervisor_versions(statement_id: int) -> ResponseReturnValue:
    row = get_or_404(WRITES, statement_id)
    return render_template(
        "portfolio/versions.html",
        written=row,
        about=_about(row),
        page=queries.supervisors_versions_page(row, asked_page()),
        url=lambda number: url_for(".supervisor_versions", statement_id=statement_id, page=number),
    )


@blueprint.route(
    "/supervisor-statements/<int:statement_id>/versions/<int:kept_id>", methods=["GET", "POST"]
)
@declares(WRITES)
def supervisor_version(statement_id: int, kept_id: int) -> ResponseReturnValue:
    row = get_or_404(WRITES, statement_id)
    version = queries.version_of(row, kept_id) or abort(404)
    if request.method == "POST":
        operations.restore_statement(actor(), row, version)
        flash("Your statement reads as it did then. How it read until now is kept too.", "done")
        return redirect(url_for(".write_supervisor_statement", statement_id=statement_id))
    return render_template(
        "portfolio/version.html", written=row, about=_about(row), version=version
    )


@blueprint.get("/supervisor-statements/<int:statement_id>/portfolio")
@declares(WRITES)
def draft_for_supervisor(statement_id: int) -> ResponseReturnValue:
    """The trainee's draft as it stands, as far as a supervisor reads it."""
    row = get_or_404(WRITES, statement_id)
    draft = queries.draft_document(row.portfolio)
    chapters = queries.for_a_supervisor(draft, actor())
    moments = [one for each in chapters for one in each.entries if isinstance(one, MomentEntry)]
    return render_template(
        "portfolio/draft_for_supervisor.html",
        statement=row,
        trainee=_trainee(row),
        chapters=chapters,
        stations=book.stations(draft),
        left_out=len(draft.section("moments").entries) - len(moments),
        stills={
            one.moment_id: url_for(
                "footage.still", recording_id=one.recording_id, frame=one.start_frame, width=960
            )
            for one in moments
        },
    )


@blueprint.post("/supervisor-statements/<int:statement_id>/give")
@declares(WRITES)
def give_statement(statement_id: int) -> ResponseReturnValue:
    row = get_or_404(WRITES, statement_id)
    operations.give_statement(actor(), row)
    flash(f"Given. {_trainee(row)} reads it now, and it stands in the portfolio.", "done")
    return _to(row)


@blueprint.post("/supervisor-statements/<int:statement_id>/take-back")
@declares("supervisor_statement.take_back")
def take_back_statement(statement_id: int) -> ResponseReturnValue:
    row = get_or_404("supervisor_statement.take_back", statement_id)
    operations.take_back_statement(actor(), row)
    flash("Taken back. Nobody but you reads it until you give it again.", "done")
    return _to(row)


def _to(row: SupervisorStatement) -> ResponseReturnValue:
    return redirect(url_for("portfolio.supervisor_statement", statement_id=row.id))


def _trainee(row: SupervisorStatement) -> str:
    name: str = row.portfolio.enrolment.trainee.name
    return name


def _about(row: SupervisorStatement) -> dict[str, Any]:
    """What the pages of a statement need to know, whosever it is."""
    here: dict[str, Any] = {"statement_id": row.id}
    return {
        "title": "Your statement",
        "lede": f"About {_trainee(row)}, for the portfolio. An empty line begins a new paragraph.",
        "hint": "What you saw grow, and what you vouch for. Clients stay without names here too.",
        "home": url_for(".supervisor_statement", **here),
        "home_label": "How it stands",
        "write": url_for(".write_supervisor_statement", **here),
        "keep": url_for(".keep_supervisor_statement", **here),
        "versions": url_for(".supervisor_versions", **here),
        "version": lambda version: url_for(".supervisor_version", kept_id=version, **here),
    }
