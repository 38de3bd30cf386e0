"""Linking turns into chains: initiative, received or missed, next turn."""

from __future__ import annotations

from collections.abc import Sequence

from accreditation.turns import Turn, makes_a_ring
from app.models.moments import Moment, MomentKind, Party
from app.studio import queries
from app.studio.values import Said
from app.web.errors import Refusal


def put_in_chain(moment: Moment, said: Said, parties: Sequence[Party]) -> None:
    """Give the moment its turn, who gives and receives, and the turn before.

    Raises Refusal for half a turn, for somebody who is not in such a film, and for a turn before
    that is not in the same track, that another one follows already, or that would make the chain
    a ring.
    """
    moment.turn = Turn(said["turn"]) if said["turn"] else None
    moment.giver = Party(said["giver"]) if said["giver"] else None
    moment.receiver = Party(said["receiver"]) if said["receiver"] else None
    follows = said["follows"]
    _refuse_half_a_turn(moment)
    _refuse_strangers(moment, parties)
    if follows is not None and follows != moment.follows_id:
        _refuse_no_place(moment, follows)
    moment.follows_id = follows


def _refuse_half_a_turn(moment: Moment) -> None:
    said = [one is not None for one in (moment.turn, moment.giver, moment.receiver)]
    if any(said) and not all(said):
        raise Refusal("A turn needs who gives and who receives. Nothing was saved.", "turn")
    if moment.giver is not None and moment.giver == moment.receiver:
        raise Refusal("Somebody else receives what one gives. Nothing was saved.", "receiver")


def _refuse_strangers(moment: Moment, parties: Sequence[Party]) -> None:
    for side in ("giver", "receiver"):
        who: Party | None = getattr(moment, side)
        if who is not None and who not in parties:
            raise Refusal(f"There is no {who.value} in this kind of film. Nothing was saved.", side)


def _refuse_no_place(moment: Moment, follows: int) -> None:
    links = queries.links_of(moment.track)
    if moment.turn is None:
        raise Refusal("Say whether it is an initiative, received or missed first.", "turn")
    if follows not in links:
        raise Refusal("The turn before must be a turn in your own track.", "follows")
    if any(before == follows and key != moment.id for key, before in links.items()):
        raise Refusal("Another turn follows that one already. Nothing was saved.", "follows")
    if makes_a_ring(moment.id, follows, links):
        raise Refusal("That would lead round in a ring. Nothing was saved.", "follows")


def kind_of(said: Said) -> MomentKind | None:
    return MomentKind(said["kind"]) if said["kind"] else None
