"""The document of this API, for whoever writes a program that speaks it."""

from __future__ import annotations

from flask import jsonify
from flask.typing import ResponseReturnValue

from app.studio import blueprint
from app.studio.api import ROOT
from app.studio.openapi import document
from app.web.access import declares


@blueprint.get(f"{ROOT}/openapi.json")
@declares("account.use")
def describe_api() -> ResponseReturnValue:
    return jsonify(document(ROOT))
