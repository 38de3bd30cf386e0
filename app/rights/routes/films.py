"""A no to one film, on somebody's own page."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import policies
from app.casework.film_forms import FilmRefusalForm
from app.casework.operations import refuse_film_by_link
from app.casework.queries import is_in_shot, refusals_of
from app.extensions import transaction
from app.models.film_refusals import FilmRefusal
from app.models.footage import Recording
from app.models.rights import ClientLink, LinkAnswersFor
from app.policies import LinkHolder
from app.rights import blueprint
from app.rights.routes.your_page import FILMS, KEPT, chosen_language, opened, own_answers_or_404
from app.services.queries import wording_for
from app.services.words import words_of
from app.web.access import by_link, own_transactions

WHOLE = "All of it. No one looks at this film."


@blueprint.route(
    "/your-page/<token>/films/<int:recording_id>/<int:case_person_id>", methods=["GET", "POST"]
)
@by_link("your_page.refuse_film")
@own_transactions
def refuse_film(token: str, recording_id: int, case_person_id: int) -> ResponseReturnValue:
    link = opened(token)
    own, film = own_answers_or_404(link, case_person_id), _film(link, recording_id)
    if not is_in_shot(film, own.person):
        abort(404)
    form = _form(film, own.link)
    if form.give_to(lambda: _refuse(own.link, film, form)) is not None:
        flash(KEPT, "done")
        return redirect(url_for("rights.your_page", token=token))
    page = render_template(
        "rights/refuse_film.html",
        token=token,
        own=own,
        film=film,
        form=form,
        films_in_words=FILMS,
    )
    return page, 422 if form.is_submitted() else 200


def _film(link: ClientLink, recording_id: int) -> Recording:
    found = policies.find_by_link("your_page.refuse_film", recording_id, LinkHolder(link.id))
    return found or abort(404)


def _form(film: Recording, row: LinkAnswersFor) -> FilmRefusalForm:
    form = FilmRefusalForm()
    said = words_of(wording_for(row.case_person, chosen_language())).purposes
    standing = {one.purpose for one in refusals_of(film, row.case_person, row.link_id)}
    form.offer(((one, words.title) for one, words in said.items()), WHOLE, standing)
    return form


def _refuse(row: LinkAnswersFor, film: Recording, form: FilmRefusalForm) -> list[FilmRefusal]:
    with transaction():
        return refuse_film_by_link(row, film, form.purposes)
