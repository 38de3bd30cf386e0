"""Highlights on somebody's own page: behind their link and numbers that were told in person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from flask import abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app import audit, policies
from app.accounts.sealing import token_hash
from app.casework.forms import PlainForm
from app.extensions import transaction
from app.footage import connection, files
from app.footage.sending import copy_of, part_of, size_of
from app.models.reels import Reel
from app.models.rights import ClientLink
from app.policies import LinkHolder
from app.rights import blueprint, operations, queries
from app.rights.forms import CodeForm
from app.rights.routes.your_page import opened
from app.web.access import by_link, own_transactions

WRONG = "These numbers do not open it. Look at them again. If they do not work, ask for new ones."
IN_COOKIE = "for_you"


@blueprint.route("/your-page/<token>/for-you", methods=["GET", "POST"])
@by_link("your_page.watch")
@own_transactions
def for_you(token: str) -> ResponseReturnValue:
    link, form = opened(token), CodeForm()
    reels = queries.reels_for(_holder(link))
    if not reels and not queries.something_is_open(link):
        abort(404)
    if form.validate_on_submit():
        answer = _typed(link, form)
        if answer is None:
            return redirect(url_for("rights.for_you", token=token))
        form.form_errors.append(answer)
    if reels and not form.is_submitted():
        return _shown(token, reels)
    page = render_template("rights/for_you_numbers.html", token=token, form=form)
    return page, 422 if form.is_submitted() else 200


def _shown(token: str, reels: Sequence[Reel]) -> ResponseReturnValue:
    """The one there is, or which there are."""
    if len(reels) == 1:
        return redirect(url_for("rights.for_you_reel", token=token, reel_id=reels[0].id))
    return render_template("rights/for_you.html", token=token, reels=reels)


def _typed(link: ClientLink, form: CodeForm) -> str | None:
    """Try the numbers; what is wrong with them, or None when they were right."""
    with transaction():
        found = operations.type_code(link, form.numbers.data)
    if isinstance(found, str):
        session[IN_COOKIE] = {**session.get(IN_COOKIE, {}), str(link.id): found}
        return None
    return WRONG if found is None else _locked(found)


def _locked(wait: timedelta) -> str:
    minutes = int(wait.total_seconds() // 60) + 1
    much = f"{minutes} minutes" if minutes < 120 else f"{minutes // 60 + 1} hours"
    much = "one minute" if minutes == 1 else much
    return f"That was not right a few times. Wait for {much}, then try again. Nothing is lost."


@blueprint.get("/your-page/<token>/for-you/<int:reel_id>")
@by_link("your_page.watch")
@own_transactions
def for_you_reel(token: str, reel_id: int) -> ResponseReturnValue:
    link = opened(token)
    reel = _find("your_page.watch", link, reel_id)
    return render_template(
        "rights/for_you_reel.html",
        token=token,
        reel=reel,
        may_copy=policies.find_by_link("your_page.copy", reel.id, _holder(link)) is not None,
        is_only_one=len(queries.reels_for(_holder(link))) == 1,
    )


@blueprint.get("/your-page/<token>/for-you/<int:reel_id>/still-open")
@by_link("your_page.watch")
@own_transactions
def for_you_still_open(token: str, reel_id: int) -> ResponseReturnValue:
    """Nothing but whether it may still be watched, for a page on which it is open."""
    _find("your_page.watch", opened(token), reel_id)
    return {"open": True}


@blueprint.get("/your-page/<token>/for-you/<int:reel_id>/film")
@by_link("your_page.watch")
@own_transactions
def for_you_film(token: str, reel_id: int) -> ResponseReturnValue:
    link = opened(token)
    reel = _find("your_page.watch", link, reel_id)
    key, recording_id, link_id = _key(reel), reel.recording_id, link.id
    return part_of(
        key,
        f'"reel-{reel.id}"',
        recording_id,
        lambda: audit.record_served_by_link(link_id, recording_id),
    )


@blueprint.get("/your-page/<token>/for-you/<int:reel_id>/copy")
@by_link("your_page.copy")
@own_transactions
def for_you_copy(token: str, reel_id: int) -> ResponseReturnValue:
    """The whole reel to keep. The rule is asked again for each 2 MiB of it."""
    link = opened(token)
    reel, who = _find("your_page.copy", link, reel_id), _holder(link)
    key, recording_id = _key(reel), reel.recording_id
    size_of(key)
    if request.method != "HEAD":
        audit.record_served_by_link(link.id, recording_id)
        with transaction():
            operations.note_own_copy(link, reel)
    connection.give_back()
    return copy_of(
        key,
        f"reel {reel_id}",
        lambda: policies.find_by_link("your_page.copy", reel_id, who) is not None,
    )


@blueprint.post("/your-page/<token>/for-you/put-away")
@by_link("your_page.see")
@own_transactions
def put_away(token: str) -> ResponseReturnValue:
    """Ask for the numbers again the next time, on this phone too."""
    link, form = opened(token), PlainForm()
    if not form.validate_on_submit():
        return redirect(url_for("rights.your_page", token=token))
    proof = session.get(IN_COOKIE, {}).get(str(link.id))
    if proof is not None:
        with transaction():
            operations.put_away(proof)
        session.pop(IN_COOKIE)
    return redirect(url_for("rights.your_page", token=token))


def _holder(link: ClientLink) -> LinkHolder:
    proof = session.get(IN_COOKIE, {}).get(str(link.id))
    return LinkHolder(link.id, token_hash(proof) if proof else None)


def _find(action: str, link: ClientLink, reel_id: int) -> Reel:
    reel: Reel | None = policies.find_by_link(action, reel_id, _holder(link))
    return reel or abort(404)


def _key(reel: Reel) -> str:
    return files.reel_key(reel.recording_id, reel.id)
