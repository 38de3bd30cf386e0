"""What a case is about and how it goes: context, talks, goals and where they stand."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.casework import blueprint, operations, queries
from app.casework.case_forms import (
    OCCASIONS,
    SETTINGS,
    ClosingTalkForm,
    ContextForm,
    CycleNotesForm,
    DatedRatingsForm,
    GoalForm,
    InitialMeetingForm,
    ReferralForm,
    people_of,
)
from app.casework.case_types import DETAILS
from app.models.case_record import Occasion, Setting
from app.models.casework import Client
from app.models.people import Role
from app.web.access import actor, declares, get_or_404
from app.web.forms import Form

TALKS = {"initial": Occasion.BEFORE, "closing": Occasion.AFTER, "later": Occasion.LATER}


@blueprint.get("/clients/<int:client_id>/record")
@declares("client.see")
def record(client_id: int) -> ResponseReturnValue:
    row = get_or_404("client.see", client_id)
    is_mine = actor().role is Role.TRAINEE
    return render_template(
        "casework/record.html",
        client=row,
        record=queries.record_of(row),
        scored=queries.scored_in(row),
        asks=bool(queries.measures_for(row)),
        details=DETAILS[row.case_type],
        settings=SETTINGS,
        occasions=OCCASIONS,
        is_mine=is_mine,
        contracts=queries.contracts_of(row) if is_mine else (),
    )


@blueprint.route("/clients/<int:client_id>/context", methods=["GET", "POST"])
@declares("client.change")
def context(client_id: int) -> ResponseReturnValue:
    row = get_or_404("client.change", client_id)
    form, kept = ContextForm.of(row), queries.record_of(row).context
    details = [form[one.key] for one in DETAILS[row.case_type]]
    if not form.is_submitted() and kept:
        form.setting.data, form.relationship_words.data = (
            kept.setting.value,
            kept.relationship_words,
        )
        for field in details:
            field.data = kept.details.get(field.name, "")
    given = form.give_to(
        lambda: operations.set_context(
            actor(),
            row,
            Setting(form.setting.data),
            form.relationship_words.data,
            {field.name: field.data or "" for field in details},
        )
    )
    if given is not None:
        return _to_record(row)
    return _page("casework/context.html", form, client=row, details=details)


@blueprint.route("/clients/<int:client_id>/referral", methods=["GET", "POST"])
@declares("client.change")
def referral(client_id: int) -> ResponseReturnValue:
    row = get_or_404("client.change", client_id)
    form = ReferralForm(obj=queries.record_of(row).referral)
    given = form.give_to(
        lambda: operations.keep_referral(actor(), row, form.referred_on.data, form.said)
    )
    if given is not None:
        return _to_record(row)
    return _page("casework/referral.html", form, client=row, questions=form.questions)


@blueprint.route(
    "/clients/<int:client_id>/talks/<any(initial, closing, later):talk>", methods=["GET", "POST"]
)
@declares("client.change")
def keep_talk(client_id: int, talk: str) -> ResponseReturnValue:
    row, occasion = get_or_404("client.change", client_id), TALKS[talk]
    kept = queries.record_of(row).talks.get(occasion)
    is_first = occasion is Occasion.BEFORE
    form: InitialMeetingForm | ClosingTalkForm = (
        InitialMeetingForm(obj=kept) if is_first else ClosingTalkForm(obj=kept)
    )
    if isinstance(form, InitialMeetingForm) and not form.is_submitted():
        form.helping_question.data = row.helping_question
    given = form.give_to(lambda: _keep_talk(row, occasion, form))
    if given is not None:
        return _to_record(row)
    return _page("casework/talk.html", form, client=row, talk=talk)


def _keep_talk(
    row: Client, occasion: Occasion, form: InitialMeetingForm | ClosingTalkForm
) -> object:
    said = {
        name: form[name].data or ""
        for name in (
            *("hopes", "concerns", "words_for_child", "words_for_relationship"),
            *("celebration", "next_goals"),
        )
        if name in form
    }
    question = form.helping_question.data if isinstance(form, InitialMeetingForm) else None
    return operations.keep_talk(actor(), row, occasion, form.held_on.data, said, question)


@blueprint.route("/clients/<int:client_id>/goals/add", methods=["GET", "POST"])
@declares("client.change")
def add_goal(client_id: int) -> ResponseReturnValue:
    row = get_or_404("client.change", client_id)
    form = GoalForm.of(row)
    people = {str(one.id): one for one in people_of(row)}
    given = form.give_to(
        lambda: operations.set_goal(actor(), row, form.words.data, people.get(form.whose.data))
    )
    if given is not None:
        return _to_record(row)
    return _page("casework/add_goal.html", form, client=row)


@blueprint.route(
    "/clients/<int:client_id>/goals/<any(before, after, later):occasion>", methods=["GET", "POST"]
)
@declares("client.change")
def rate_goals(client_id: int, occasion: str) -> ResponseReturnValue:
    row, when = get_or_404("client.change", client_id), Occasion(occasion)
    goals = queries.goals_of(row)
    standing = {one.goal.id: one.ratings[when].rating for one in goals if when in one.ratings}
    form = DatedRatingsForm.of([one.goal for one in goals], standing)
    given = form.give_to(
        lambda: operations.rate_goals(actor(), row, when, form.rated_on.data, form.ratings)
    )
    if given is not None:
        return _to_record(row)
    return _page(
        "casework/rate_goals.html", form, client=row, goals=goals, occasion=OCCASIONS[when]
    )


@blueprint.route("/cycles/<int:cycle_id>/notes", methods=["GET", "POST"])
@declares("cycle.note")
def cycle_notes(cycle_id: int) -> ResponseReturnValue:
    row = get_or_404("cycle.note", cycle_id)
    form = CycleNotesForm(obj=queries.notes_of(row))
    names = ("reflections", "working_points", "client_words")
    given = form.give_to(
        lambda: operations.note_cycle(actor(), row, {one: form[one].data or "" for one in names})
    )
    if given is not None:
        return redirect(url_for("casework.cycle", cycle_id=row.id))
    return _page("casework/cycle_notes.html", form, cycle=row)


def _to_record(row: Client) -> ResponseReturnValue:
    return redirect(url_for("casework.record", client_id=row.id))


def _page(template: str, form: Form, **values: object) -> ResponseReturnValue:
    page = render_template(template, form=form, **values)
    return page, 422 if form.is_submitted() else 200
