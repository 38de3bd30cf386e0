"""What is noticed in the films: each with the turn it is about, and the principle it shows.

In a client film the partner is the adult and the person is the child; in a shared review the
partner is the practitioner and the person is the client.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.video.drawn import Who
from app.video.figures import Kind


@dataclass(frozen=True)
class Insight:
    """What somebody noticed when `by` took a turn of kind `at`: words, principle, criterion."""

    words: str
    principle: str
    at: Kind = "reception"
    by: Who = "partner"
    criterion: str = ""


def _received(words: str, principle: str, criterion: str = "") -> Insight:
    """A moment in which the adult, or the practitioner, receives the other's initiative."""
    return Insight(words, principle, "reception", "partner", criterion)


def _began(words: str, principle: str, criterion: str = "") -> Insight:
    """A moment in which the child, or the client, takes the initiative."""
    return Insight(words, principle, "initiative", "person", criterion)


IN_FILM = (
    _received("Leans in when the arm goes up: it has been seen.", "receiving-with-body"),
    _began("Waits with quiet hands. The child looks up and begins.", "waiting"),
    _received("A smile comes back at once, and the next turn with it.", "returning-eye-contact"),
    _received("Says back what the child just did, in four warm words.", "receiving-with-words"),
    _began("Time and space: nobody hurries, and a new idea arrives.", "time-and-space"),
    _received("Turns the whole body towards what the child is pointing at.", "turning-towards"),
    _began(
        "Looks for the initiative, and there it is: an arm, a sound.", "looking-for-initiatives"
    ),
    _received("The same sound, a little softer. The child has been heard.", "showing-noticed"),
    _received("Takes one short turn and gives the next away.", "short-turns"),
    _began("Enjoys watching. The child glances over to check: still with me?", "enjoying-watching"),
    _received("Receives first, and only then answers.", "receiving-then-responding"),
    _began("Wonders what comes next instead of saying it.", "wondering"),
    _received("Uses the child's own word for the tower.", "repeating-words"),
    _received("Nods along: a second turn on the same thing.", "second-turn"),
)

IN_REVIEW = (
    _received(
        "I let the silence be, and then received the word she found herself.",
        "receiving-with-words",
        "attuned-in-review",
    ),
    _began("She names it before I do: “I waited for him.”", "time-and-space", "activates-client"),
    _received(
        "I used her words, “he let me in”, and her face changed.",
        "repeating-words",
        "from-seen-to-felt",
    ),
    _received("I built on her idea rather than adding mine.", "extending", "deepens-discussion"),
    _began("The client points at the screen first. I sit back.", "waiting", "shares-turns"),
    _received(
        "We look again at the same second, because the client asks.",
        "co-operating",
        "strengths-first",
    ),
)

SEEN_AHEAD = (
    _began(
        "The client discovers it here. You left room for that.", "wondering", "activates-client"
    ),
    _received(
        "You nod, you wait, you give the words back. Received three times over.",
        "showing-noticed",
        "attuned-in-review",
    ),
    _received(
        "From what is seen to what he may feel, in one small question.",
        "sharing-viewpoints",
        "from-seen-to-felt",
    ),
    _began("A long turn of the client's. You have become quiet.", "contributing-equally",
           "shares-turns"),
    _received(
        "Your posture follows theirs. Stay with this one in the session.",
        "friendly-posture",
        "attuned-in-review",
    ),
    _received(
        "Together you reach something neither had said before.",
        "new-understandings",
        "deepens-discussion",
    ),
)  # fmt: skip
