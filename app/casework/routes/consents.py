"""Consent: recorded by the trainee for clients, by practitioners for themselves."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accreditation.consent import WORDING_ID, WORDING_NOTE, Purpose
from app import clock
from app.casework import blueprint, operations, queries
from app.casework.forms import AdultsAnswersForm, AnswersForm, ChildsAnswersForm, PlainForm
from app.models.casework import CasePerson, PersonKind
from app.models.consent import Consent, GivenBy, GivenHow
from app.models.wording import ConsentWording
from app.services.languages import LANGUAGES, SOURCE
from app.services.queries import languages_for, wording_for
from app.services.words import words_of
from app.web.access import actor, declares, get_or_404
from app.web.errors import Refusal
from app.web.pages import asked_page

SAVED = "Kept. What may be watched follows these answers from now on."
CHANGED = (
    "The words of your service changed while this page was open. Read them again below and answer "
    "anew; nothing was kept."
)
WITHDRAWN = "Taken back. It holds from now on, everywhere; the cycle still counts."


@blueprint.route("/people/<int:case_person_id>/consent", methods=["GET", "POST"])
@declares("case_person.answer_for")
def consents(case_person_id: int) -> ResponseReturnValue:
    person = get_or_404("case_person.answer_for", case_person_id)
    form = ChildsAnswersForm() if person.kind is PersonKind.CHILD else AdultsAnswersForm()
    kept = form.give_to(
        lambda: operations.answer_consent(
            actor(),
            _having_read(person, form),
            form.answers,
            form.given_on.data,
            form.by,
            GivenHow(form.given_how.data),
            form.until.data,
            form.interpreted_into.data,
            _asked_wording(person).language,
        )
    )
    if kept is not None:
        flash(SAVED, "done")
        return redirect(_next(person, kept[-1]))
    papers = {"papers": queries.papers_of(person), "scans_gone": queries.scans_gone(person)}
    return _answers_page("casework/consents.html", person, form, **papers)


def _next(person: CasePerson, answer: Consent) -> str:
    """After an answer on paper comes the paper, while no scan of it is kept."""
    if answer.given_how is GivenHow.PAPER and queries.scan_of(answer) is None:
        return url_for("casework.keep_scan", case_person_id=person.id, consent_id=answer.id)
    return url_for("casework.client", client_id=person.client_id)


@blueprint.get("/my-consent")
@declares("case_person.answer_as")
def my_consent() -> ResponseReturnValue:
    page = queries.listed_as(actor(), asked_page())
    return render_template(
        "casework/my_consent.html",
        page=page,
        page_url=lambda number: url_for("casework.my_consent", page=number),
        standings=queries.standings(page.items),
    )


@blueprint.route("/my-consent/<int:case_person_id>", methods=["GET", "POST"])
@declares("case_person.answer_as")
def my_answers(case_person_id: int) -> ResponseReturnValue:
    person, form = get_or_404("case_person.answer_as", case_person_id), AnswersForm()
    kept = form.give_to(
        lambda: operations.answer_consent(
            actor(),
            _having_read(person, form),
            form.answers,
            clock.today(),
            GivenBy.THEMSELVES,
            GivenHow.ACCOUNT,
            form.until.data,
            language=_asked_wording(person).language,
        )
    )
    if kept is not None:
        flash(SAVED, "done")
        return redirect(url_for("casework.my_consent"))
    return _answers_page("casework/my_answers.html", person, form)


@blueprint.get("/people/<int:case_person_id>/consent/<int:consent_id>")
@declares("case_person.answer_for")
def consent(case_person_id: int, consent_id: int) -> ResponseReturnValue:
    person = get_or_404("case_person.answer_for", case_person_id)
    return _consent_page(person, consent_id, "casework.consents", with_its_form=True)


@blueprint.get("/my-consent/<int:case_person_id>/<int:consent_id>")
@declares("case_person.answer_as")
def my_answer(case_person_id: int, consent_id: int) -> ResponseReturnValue:
    person = get_or_404("case_person.answer_as", case_person_id)
    return _consent_page(person, consent_id, "casework.my_answers")


def _consent_page(
    person: CasePerson, consent_id: int, back: str, with_its_form: bool = False
) -> str:
    answer = queries.answer_of(person, consent_id) or abort(404)
    words = words_of(answer.words)
    shows_form = with_its_form and answer.given_how is GivenHow.PAPER
    return render_template(
        "casework/consent.html",
        case_person=person,
        answer=answer,
        words=words,
        said=words.purposes[answer.purpose],
        language=LANGUAGES[answer.words.language],
        shows_form=shows_form,
        scan=queries.scan_of(answer) if shows_form else None,
        erasure_was_asked=shows_form and queries.erasure_was_asked(answer),
        back_url=url_for(back, case_person_id=person.id),
    )


def _asked_wording(person: CasePerson) -> ConsentWording:
    """The words in use, in the language of the address."""
    return wording_for(person, request.args.get("language", SOURCE))


def _having_read(person: CasePerson, form: AnswersForm) -> CasePerson:
    """Refuse an answer to words that are not the ones in use any more."""
    if form.wording.data and form.wording.data != str(_asked_wording(person).id):
        raise Refusal(CHANGED)
    return person


def _answers_page(
    template: str, person: CasePerson, form: AnswersForm, **more: object
) -> ResponseReturnValue:
    wording = _asked_wording(person)
    form.wording.data = str(wording.id)
    page = render_template(
        template,
        case_person=person,
        form=form,
        words=words_of(wording),
        language=LANGUAGES[wording.language],
        languages=languages_for(person),
        standings=queries.standings([person])[person.id],
        history=queries.history_of(person),
        wording_note=WORDING_NOTE if wording.name == WORDING_ID else "",
        **more,
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/people/<int:case_person_id>/consent/take-back", methods=["GET", "POST"])
@declares("case_person.answer_for")
def withdraw(case_person_id: int) -> ResponseReturnValue:
    person = get_or_404("case_person.answer_for", case_person_id)
    return _take_back(person, url_for("casework.consents", case_person_id=person.id))


@blueprint.route("/my-consent/<int:case_person_id>/take-back", methods=["GET", "POST"])
@declares("case_person.answer_as")
def withdraw_mine(case_person_id: int) -> ResponseReturnValue:
    person = get_or_404("case_person.answer_as", case_person_id)
    return _take_back(person, url_for("casework.my_answers", case_person_id=person.id))


def _take_back(person: CasePerson, answers_url: str) -> ResponseReturnValue:
    purpose, form = _asked_purpose(), PlainForm()

    def act() -> object:
        if purpose is None:
            return operations.withdraw_all(actor(), person)
        return operations.withdraw_consent(actor(), person, purpose)

    if form.give_to(act) is not None:
        flash(WITHDRAWN, "done")
        return redirect(answers_url)
    page = render_template(
        "casework/take_back.html",
        case_person=person,
        purpose=purpose,
        form=form,
        back_url=answers_url,
    )
    return page, 422 if form.is_submitted() else 200


def _asked_purpose() -> Purpose | None:
    """The one purpose in the address; None means all of them."""
    asked = request.args.get("purpose")
    if asked is None:
        return None
    if asked not in list(Purpose):
        abort(404)
    return Purpose(asked)
