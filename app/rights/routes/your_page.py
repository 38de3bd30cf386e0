"""The page of somebody in the films: opened by their own link, without an account."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import TooManyRequests

from app.accounts import this_browser
from app.accounts.operations import TooManyAttempts, begin_attempt
from app.casework.forms import PlainForm
from app.casework.operations import answer_by_link
from app.casework.queries import countdown_of, kept_longer, measures_for
from app.extensions import transaction
from app.models.casework import CasePerson
from app.models.consent import Consent
from app.models.rights import ClientLink, LinkAnswersFor, RequestKind
from app.models.sign_in import Step
from app.models.wording import ConsentWording
from app.rights import blueprint, operations, queries
from app.rights.forms import AskForm, OwnAnswersForm
from app.rights.queries import OwnAnswers
from app.services.languages import LANGUAGES, SOURCE
from app.services.queries import languages_for, wording_for
from app.services.words import words_of
from app.web.access import by_link, own_transactions
from app.web.errors import Refusal

IN_COOKIE = "language"
KEPT = "Thank you. This holds from now on."
FILMS = {
    "client_film": "A film",
    "shared_review": "A film of a talk about it",
    "supervision": "A film of a talk about work",
}
STOPPED = "We have stopped. No film with you in it is shown from now on."
CHANGED = "The words have changed. Please read them again. We kept nothing yet."


@blueprint.get("/your-page/<token>")
@by_link("your_page.see")
@own_transactions
def your_page(token: str) -> ResponseReturnValue:
    link = opened(token)
    return render_template(
        "rights/your_page.html",
        token=token,
        link=link,
        people=queries.own_answers(link),
        goals=queries.own_goals(link),
        asks=bool(measures_for(link.client)),
        films=queries.films_held(link),
        films_in_words=FILMS,
        papers=queries.papers_held(link),
        watched=queries.watched_by(link),
        own_watching=queries.own_watching(link),
        for_you=queries.something_is_open(link),
        films_go=countdown_of(link.client),
        kept_longer=kept_longer(link.client),
        requests=queries.requests_of(link),
        **in_their_words(link.answers[0].case_person),
    )


@blueprint.route("/your-page/<token>/answers/<int:case_person_id>", methods=["GET", "POST"])
@by_link("your_page.answer")
@own_transactions
def answers(token: str, case_person_id: int) -> ResponseReturnValue:
    own = own_answers_or_404(opened(token), case_person_id)
    wording, form = wording_for(own.person, chosen_language()), OwnAnswersForm()
    if form.give_to(lambda: _answer(own.link, form, wording)) is not None:
        flash(KEPT, "done")
        return redirect(url_for("rights.your_page", token=token))
    form.wording.data = str(wording.id)
    said = in_their_words(own.person)
    page = render_template("rights/answers.html", token=token, own=own, form=form, **said)
    return page, 422 if form.is_submitted() else 200


def _answer(row: LinkAnswersFor, form: OwnAnswersForm, wording: ConsentWording) -> list[Consent]:
    if form.wording.data != str(wording.id):
        raise Refusal(CHANGED)
    with transaction():
        return answer_by_link(row, form.answers, form.until.data, wording.language)


def chosen_language() -> str:
    """What this browser chose to read the service's words in, now or before."""
    asked = request.args.get("language")
    if asked in LANGUAGES:
        session[IN_COOKIE] = asked
    return str(session.get(IN_COOKIE, SOURCE))


def in_their_words(person: CasePerson) -> dict[str, Any]:
    """For a page: the service's words in the chosen language, and which there are."""
    wording = wording_for(person, chosen_language())
    return {
        "words": words_of(wording),
        "language": LANGUAGES[wording.language],
        "languages": languages_for(person),
    }


@blueprint.route("/your-page/<token>/stop", methods=["GET", "POST"])
@by_link("your_page.see")
@own_transactions
def stop(token: str) -> ResponseReturnValue:
    link, form = opened(token), PlainForm()
    if form.validate_on_submit():
        with transaction():
            operations.stop_everything(link)
        flash(STOPPED, "done")
        return redirect(url_for("rights.your_page", token=token))
    return render_template("rights/stop.html", token=token, form=form)


@blueprint.route("/your-page/<token>/ask", methods=["GET", "POST"])
@by_link("your_page.see")
@own_transactions
def ask(token: str) -> ResponseReturnValue:
    link, form = opened(token), AskForm()
    if form.give_to(lambda: _ask(link, form)) is not None:
        flash("We have it. The answer will be on this page.", "done")
        return redirect(url_for("rights.your_page", token=token))
    page = render_template("rights/ask.html", token=token, form=form)
    return page, 422 if form.is_submitted() else 200


def _ask(link: ClientLink, form: AskForm) -> object:
    with transaction():
        return operations.ask_for(link, RequestKind(form.kind.data), form.words.data or "")


def opened(token: str) -> ClientLink:
    """The link; each secret that opens nothing is noted, so that guessing is slow."""
    found = queries.link_by_token(token)
    if found is not None:
        return found
    try:
        with transaction():
            begin_attempt(Step.LINK, "", this_browser.here())
    except TooManyAttempts as too_many:
        raise TooManyRequests(retry_after=int(too_many.wait.total_seconds()) + 1) from None
    abort(404)


def own_answers_or_404(link: ClientLink, case_person_id: int) -> OwnAnswers:
    of_link = queries.own_answers(link)
    return next((one for one in of_link if one.person.id == case_person_id), None) or abort(404)
