"""The builder: what the portfolio holds, the statement, the check, submitting."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accreditation.portfolio_document import Section
from app.models.portfolio import Portfolio
from app.models.programme import EnrolmentState
from app.pathway.queries import own_training
from app.portfolio import blueprint, book, operations, queries
from app.portfolio.forms import ActForm, StatementForm
from app.portfolio.routes.kept import kept_while_writing
from app.programmes.queries import programme_of
from app.web.access import actor, declares, get_or_404
from app.web.errors import Refusal
from app.web.pages import asked_page


@blueprint.get("/portfolio")
@declares("training.follow")
def build() -> ResponseReturnValue:
    training = own_training(actor())
    if training is None:
        return render_template("portfolio/not_enrolled.html")
    enrolment = training[0]
    portfolio = queries.portfolio_of(enrolment)
    if portfolio is None:
        return render_template(
            "portfolio/begin.html",
            enrolment=enrolment,
            programme=programme_of(enrolment),
            form=ActForm(),
        )
    programme, moments = programme_of(enrolment), queries.chosen_moments(portfolio)
    chapters, lacks = _so_far(portfolio)
    return render_template(
        "portfolio/build.html",
        portfolio=portfolio,
        programme=programme,
        contents=programme.portfolio,
        coverage=queries.coverage_of(portfolio, moments),
        chapters=chapters,
        lacks=lacks,
        is_active=enrolment.state is EnrolmentState.ACTIVE,
        moments=moments,
        recordings=queries.chosen_recordings(portfolio),
        watchable=queries.watchable_among(actor(), portfolio),
        check=queries.preflight(portfolio),
        vouched=queries.vouching_for(portfolio),
        submissions=queries.submissions_of(portfolio),
        certificate=queries.certificate_of(portfolio, actor()),
        is_open=queries.open_submission(portfolio) is not None,
        form=ActForm(),
    )


def _so_far(portfolio: Portfolio) -> tuple[list[Section], str]:
    """The chapters, or why there are none: what stands in the way is taken out on this page."""
    try:
        return book.chapters(queries.draft_document(portfolio)), ""
    except Refusal as refusal:
        return [], str(refusal)


@blueprint.post("/trainings/<int:enrolment_id>/portfolio")
@declares("enrolment.work_on")
def begin(enrolment_id: int) -> ResponseReturnValue:
    operations.begin_portfolio(actor(), get_or_404("enrolment.work_on", enrolment_id))
    return redirect(url_for("portfolio.build"))


@blueprint.get("/portfolios/<int:portfolio_id>/preview")
@declares("portfolio.build")
def preview(portfolio_id: int) -> ResponseReturnValue:
    """The document as it would be frozen now."""
    portfolio = get_or_404("portfolio.build", portfolio_id)
    document = queries.draft_document(portfolio)
    watchable = queries.watchable_among(actor(), portfolio)
    return render_template(
        "portfolio/preview.html",
        chapters=book.chapters(document),
        stations=book.stations(document),
        stills={
            one.moment_id: url_for(
                "footage.still",
                recording_id=one.moment.track.recording_id,
                frame=one.moment.start_frame,
                width=960,
            )
            for one in queries.chosen_moments(portfolio)
            if one.moment.track.recording_id in watchable
        },
    )


@blueprint.route("/portfolios/<int:portfolio_id>/statement", methods=["GET", "POST"])
@declares("portfolio.build")
def statement(portfolio_id: int) -> ResponseReturnValue:
    portfolio = get_or_404("portfolio.build", portfolio_id)
    form = StatementForm(data={"text": portfolio.reflective_statement})

    def write() -> bool:
        operations.write_statement(actor(), portfolio, form.text.data)
        return True

    if form.give_to(write):
        flash("Saved. Nobody but you sees it before you submit.", "done")
        return redirect(url_for("portfolio.statement", portfolio_id=portfolio.id))
    page = render_template("portfolio/statement.html", form=form, about=_about(portfolio))
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/portfolios/<int:portfolio_id>/statement/kept")
@declares("portfolio.build")
def keep_statement(portfolio_id: int) -> ResponseReturnValue:
    return kept_while_writing(get_or_404("portfolio.build", portfolio_id))


@blueprint.get("/portfolios/<int:portfolio_id>/statement/versions")
@declares("portfolio.build")
def versions(portfolio_id: int) -> ResponseReturnValue:
    portfolio = get_or_404("portfolio.build", portfolio_id)
    return render_template(
        "portfolio/versions.html",
        written=portfolio,
        about=_about(portfolio),
        page=queries.versions_page(portfolio, asked_page()),
        url=lambda number: url_for(".versions", portfolio_id=portfolio_id, page=number),
    )


@blueprint.route(
    "/portfolios/<int:portfolio_id>/statement/versions/<int:version_id>", methods=["GET", "POST"]
)
@declares("portfolio.build")
def version(portfolio_id: int, version_id: int) -> ResponseReturnValue:
    portfolio = get_or_404("portfolio.build", portfolio_id)
    row = queries.version_of(portfolio, version_id) or abort(404)
    if request.method == "POST":
        operations.restore_statement(actor(), portfolio, row)
        flash("Your statement reads as it did then. How it read until now is kept too.", "done")
        return redirect(url_for("portfolio.statement", portfolio_id=portfolio.id))
    return render_template(
        "portfolio/version.html", written=portfolio, about=_about(portfolio), version=row
    )


def _about(portfolio: Portfolio) -> dict[str, Any]:
    """What the pages of a statement need to know, whosever it is."""
    here: dict[str, Any] = {"portfolio_id": portfolio.id}
    return {
        "title": "Reflective statement",
        "lede": "What you have learned, and what you go on learning. "
        "An empty line begins a new paragraph.",
        "hint": "Clients stay without names here too.",
        "home": url_for(".build"),
        "home_label": "Your portfolio",
        "write": url_for(".statement", **here),
        "keep": url_for(".keep_statement", **here),
        "versions": url_for(".versions", **here),
        "version": lambda version: url_for(".version", version_id=version, **here),
    }


@blueprint.post("/portfolios/<int:portfolio_id>/submit")
@declares("portfolio.build")
def submit(portfolio_id: int) -> ResponseReturnValue:
    portfolio = get_or_404("portfolio.build", portfolio_id)
    submission = operations.submit(actor(), portfolio)
    flash("Submitted and sealed. Your portfolio is being bound as a PDF.", "done")
    return redirect(url_for("portfolio.submission", submission_id=submission.id))
