"""A copy for somebody of a case: what goes in, what a person chooses, and what was handed over."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.copies import blueprint, operations, queries
from app.copies.served import sent_while_allowed
from app.copies.standing import Standing, standing_of
from app.models.client_copies import ClientCopy, CopyItem
from app.web.access import actor, declares, get_or_404, may_on, own_transactions
from app.web.errors import Refusal
from app.web.pages import asked_page

FOUND = "This is what is held. Nothing of others goes in before you choose it."


@blueprint.post("/client-links/<int:link_id>/copy")
@declares("client_link.copy")
def begin(link_id: int) -> ResponseReturnValue:
    copy = operations.begin_copy(actor(), get_or_404("client_link.copy", link_id))
    flash(FOUND, "done")
    return redirect(url_for("copies.client_copy", copy_id=copy.id))


@blueprint.get("/client-copies/<int:copy_id>")
@declares("client_copy.prepare")
def client_copy(copy_id: int) -> ResponseReturnValue:
    row = get_or_404("client_copy.prepare", copy_id)
    page = queries.items_page(row, asked_page())
    found = queries.found_for(row.link, actor())
    return render_template(
        "copies/client_copy.html",
        copy=row,
        page=page,
        texts={(one.kind, one.row_id): one.text for one in found},
        carried={one.id for one in queries.carried_among(page.items, actor())},
        count=queries.count_carried(row, actor()),
        standing=_standing(row),
        may_look=may_on("client_link.copy", row.link),
        page_url=lambda number: url_for("copies.client_copy", copy_id=row.id, page=number),
    )


def _standing(row: ClientCopy) -> Standing | None:
    if row.archive is None or row.archive.gone_at is not None:
        return None
    return standing_of(row.archive, may_on("client_copy.fetch", row))


@blueprint.get("/client-copies/<int:copy_id>/state")
@declares("client_copy.prepare")
def copy_state(copy_id: int) -> ResponseReturnValue:
    """For the page that waits: `state`, `progress` from 0 to 1 or null, and `sentence`."""
    standing = _standing(get_or_404("client_copy.prepare", copy_id))
    if standing is None:
        return {"state": "none", "progress": None, "sentence": ""}
    return {"state": standing.state, "progress": standing.share, "sentence": standing.sentence}


@blueprint.post("/client-copies/<int:copy_id>/build")
@declares("client_copy.prepare")
def build_copy(copy_id: int) -> ResponseReturnValue:
    row = get_or_404("client_copy.prepare", copy_id)
    operations.ask_for_copy(actor(), row)
    flash("Asked for. You can leave this page; you are told when it is ready.", "done")
    return redirect(url_for("copies.client_copy", copy_id=row.id))


@blueprint.get("/client-copies/<int:copy_id>/copy.zip")
@declares("client_copy.fetch")
@own_transactions
def copy_file(copy_id: int) -> ResponseReturnValue:
    """To hand over: what of others is in it is written down before the first byte."""
    row = get_or_404("client_copy.fetch", copy_id)
    archive = row.archive or abort(404)
    operations.note_disclosed(actor(), row)
    name = f"what-we-hold-{row.link.client.code}-{clock.today()}.zip"
    return sent_while_allowed("client_copy.fetch", row.id, archive, name)


@blueprint.post("/copy-items/<int:item_id>/release")
@declares("copy_item.choose")
def release_item(item_id: int) -> ResponseReturnValue:
    item = get_or_404("copy_item.choose", item_id)
    try:
        operations.release_item(actor(), item)
    except Refusal as refusal:
        flash(str(refusal), "problem")
    return _back_to(item)


@blueprint.post("/copy-items/<int:item_id>/keep-back")
@declares("copy_item.choose")
def keep_back(item_id: int) -> ResponseReturnValue:
    item = get_or_404("copy_item.choose", item_id)
    operations.keep_back(actor(), item)
    return _back_to(item)


def _back_to(item: CopyItem) -> ResponseReturnValue:
    page = queries.page_with(item)
    url = url_for("copies.client_copy", copy_id=item.copy_id, page=page, _anchor=f"item-{item.id}")
    return redirect(url)


@blueprint.get("/clients/<int:client_id>/disclosures")
@declares("client.change")
def disclosures(client_id: int) -> ResponseReturnValue:
    row = get_or_404("client.change", client_id)
    return render_template(
        "copies/disclosures.html",
        client=row,
        page=queries.disclosures_page(row, asked_page()),
        page_url=lambda number: url_for("copies.disclosures", client_id=row.id, page=number),
    )
