"""A no to one film: written down by the trainee, or said by a colleague from their account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.casework import blueprint, operations, queries
from app.casework.film_forms import AdultsRefusalForm, ChildsRefusalForm, FilmRefusalForm
from app.models.casework import CasePerson, PersonKind
from app.models.consent import GivenBy, GivenHow
from app.models.footage import Recording
from app.services.queries import wording_for
from app.services.words import words_of
from app.web.access import actor, declares, get_or_404
from app.web.pages import asked_page

KEPT = "Kept. It holds from now on, everywhere; the cycle still counts."
WHOLE = "The whole film: nobody looks at it any more"


@blueprint.route(
    "/recordings/<int:recording_id>/people/<int:case_person_id>/no", methods=["GET", "POST"]
)
@declares("recording.answer_for")
def refuse_film(recording_id: int, case_person_id: int) -> ResponseReturnValue:
    film = get_or_404("recording.answer_for", recording_id)
    person = _in_shot(film, get_or_404("case_person.answer_for", case_person_id))
    form = ChildsRefusalForm() if person.kind is PersonKind.CHILD else AdultsRefusalForm()
    back = url_for("footage.recording", recording_id=film.id)
    return _asked(
        film,
        person,
        form,
        back,
        lambda: (form.said_on.data, form.by, GivenHow(form.given_how.data)),
    )


@blueprint.get("/my-consent/<int:case_person_id>/films")
@declares("case_person.answer_as")
def my_films(case_person_id: int) -> ResponseReturnValue:
    person = get_or_404("case_person.answer_as", case_person_id)
    return render_template(
        "casework/my_films.html",
        case_person=person,
        page=queries.films_with_me(actor(), person, asked_page()),
        page_url=lambda number: url_for("casework.my_films", case_person_id=person.id, page=number),
    )


@blueprint.route(
    "/my-consent/<int:case_person_id>/films/<int:recording_id>", methods=["GET", "POST"]
)
@declares("recording.answer_as")
def refuse_my_film(case_person_id: int, recording_id: int) -> ResponseReturnValue:
    film = get_or_404("recording.answer_as", recording_id)
    person = _in_shot(film, get_or_404("case_person.answer_as", case_person_id))
    form, back = FilmRefusalForm(), url_for("casework.my_films", case_person_id=person.id)
    by_account = (clock.today(), GivenBy.THEMSELVES, GivenHow.ACCOUNT)
    return _asked(film, person, form, back, lambda: by_account)


def _in_shot(film: Recording, person: CasePerson) -> CasePerson:
    return person if queries.is_in_shot(film, person) else abort(404)


def _asked(
    film: Recording,
    person: CasePerson,
    form: FilmRefusalForm,
    back_url: str,
    how: Callable[[], tuple[date, GivenBy, GivenHow]],
) -> ResponseReturnValue:
    """`how` is asked once the form holds: on which day, by whom and in which way it was said."""
    standing = {one.purpose for one in queries.refusals_of(film, person, None)}
    said = words_of(wording_for(person)).purposes
    form.offer(((one, words.title) for one, words in said.items()), WHOLE, standing)
    kept = form.give_to(
        lambda: operations.refuse_film(actor(), film, person, form.purposes, *how())
    )
    if kept is not None:
        flash(KEPT, "done")
        return redirect(back_url)
    page = render_template(
        "casework/refuse_film.html",
        recording=film,
        case_person=person,
        form=form,
        by_link=queries.refused_by_link(film, person),
        back_url=back_url,
    )
    return page, 422 if form.is_submitted() else 200
