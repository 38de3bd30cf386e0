"""The builder: what the portfolio holds, the statement, the check, submitting."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.models.programme import EnrolmentState
from app.pathway.queries import own_training
from app.portfolio import blueprint, operations, queries
from app.portfolio.forms import ActForm, StatementForm
from app.programmes.queries import programme_of
from app.web.access import actor, declares, get_or_404


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
    return render_template(
        "portfolio/build.html",
        portfolio=portfolio,
        programme=programme_of(enrolment),
        is_active=enrolment.state is EnrolmentState.ACTIVE,
        moments=queries.chosen_moments(portfolio),
        recordings=queries.chosen_recordings(portfolio),
        watchable=queries.watchable_among(actor(), portfolio),
        check=queries.preflight(portfolio),
        submissions=queries.submissions_of(portfolio),
        certificate=queries.certificate_of(portfolio, actor()),
        is_open=queries.open_submission(portfolio) is not None,
        form=ActForm(),
    )


@blueprint.post("/trainings/<int:enrolment_id>/portfolio")
@declares("enrolment.work_on")
def begin(enrolment_id: int) -> ResponseReturnValue:
    operations.begin_portfolio(actor(), get_or_404("enrolment.work_on", enrolment_id))
    return redirect(url_for("portfolio.build"))


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
    page = render_template("portfolio/statement.html", portfolio=portfolio, form=form)
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/portfolios/<int:portfolio_id>/submit")
@declares("portfolio.build")
def submit(portfolio_id: int) -> ResponseReturnValue:
    portfolio = get_or_404("portfolio.build", portfolio_id)
    submission = operations.submit(actor(), portfolio)
    flash("Submitted and sealed. Your portfolio is being bound as a PDF.", "done")
    return redirect(url_for("portfolio.submission", submission_id=submission.id))
