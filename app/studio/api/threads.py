"""Answers to a moment: replies with people named in them, reading, settling."""

from __future__ import annotations

from flask import jsonify
from flask.typing import ResponseReturnValue

from app.models.moments import MomentReply
from app.studio import blueprint, forms, operations, shapes
from app.studio.api import ROOT
from app.studio.api.moments import answer, on_an_open_film
from app.studio.queries.seen import readable
from app.web.access import actor, declares, get_or_404

MOST_NAMED = 20


@blueprint.post(f"{ROOT}/moments/<int:moment_id>/replies")
@declares("moment.answer")
def add_reply(moment_id: int) -> ResponseReturnValue:
    moment = on_an_open_film("moment.answer", moment_id)
    sent = forms.body()
    reply = operations.add_reply(
        actor(),
        moment,
        forms.token(sent),
        forms.text(sent, "words"),
        forms.rows(sent, "mentions", MOST_NAMED),
    )
    return jsonify(shapes.reply_json(reply, actor())), 201


@blueprint.patch(f"{ROOT}/replies/<int:reply_id>")
@declares("reply.change")
def change_reply(reply_id: int) -> ResponseReturnValue:
    reply = _under_an_open_moment("reply.change", reply_id)
    sent = forms.body()
    named = forms.rows(sent, "mentions", MOST_NAMED) if "mentions" in sent else None
    changed = operations.change_reply(actor(), reply, forms.text(sent, "words"), named)
    return jsonify(shapes.reply_json(changed, actor()))


@blueprint.delete(f"{ROOT}/replies/<int:reply_id>")
@declares("reply.delete")
def delete_reply(reply_id: int) -> ResponseReturnValue:
    operations.delete_reply(actor(), _under_an_open_moment("reply.delete", reply_id))
    return "", 204


@blueprint.post(f"{ROOT}/replies/<int:reply_id>/restore")
@declares("reply.delete")
def restore_reply(reply_id: int) -> ResponseReturnValue:
    reply = operations.restore_reply(actor(), _under_an_open_moment("reply.delete", reply_id))
    return jsonify(shapes.reply_json(reply, actor()))


def _under_an_open_moment(action: str, reply_id: int) -> MomentReply:
    reply: MomentReply = get_or_404(action, reply_id)
    on_an_open_film("moment.answer", reply.moment_id)
    return reply


@blueprint.post(f"{ROOT}/moments/<int:moment_id>/resolve")
@declares("moment.answer")
def resolve(moment_id: int) -> ResponseReturnValue:
    moment = on_an_open_film("moment.answer", moment_id)
    settled = operations.resolve(actor(), moment, forms.flag(forms.body(), "resolved"))
    return jsonify(answer(settled))


@blueprint.post(f"{ROOT}/recordings/<int:recording_id>/read")
@declares("recording.annotate")
def mark_read(recording_id: int) -> ResponseReturnValue:
    """Those of the moments that one may read are read; others are passed over."""
    recording = get_or_404("recording.annotate", recording_id)
    asked = forms.rows(forms.body(), "moments", forms.MOST_ROWS)
    operations.mark_read(actor(), readable(actor(), recording, asked))
    return "", 204
