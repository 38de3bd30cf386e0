"""Live: telling the browsers of a person that something of theirs changed.

`announce` writes a row; every web process reads the rows while somebody listens to it. A message
says what changed and never what it says: the page asks again, and the rules decide what it gets.
"""

from flask import Blueprint, Flask
from flask.blueprints import BlueprintSetupState

from app.live.operations import announce
from app.live.streams import Streams

blueprint = Blueprint("live", __name__)

from app.live import routes  # noqa: E402


@blueprint.record
def _start(state: BlueprintSetupState) -> None:
    assert isinstance(state.app, Flask)
    state.app.extensions["live"] = Streams(state.app)


__all__ = ["announce", "blueprint", "routes"]
