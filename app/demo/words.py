"""What people in the demo ask, notice and write. Invented, in the words of practice."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.casework import CaseType


@dataclass(frozen=True)
class Case:
    """A coded client: who is in shot besides the practitioner, and what they hope for."""

    code: str
    question: str
    adult: str
    child: str
    cycles: int
    case_type: CaseType = CaseType.VIG


STAGE_1 = (
    Case("A-01", "How can bath time be calmer for both of us?", "mother", "toddler", 3),
    Case("A-02", "What helps him to play beside me a little longer?", "father", "son", 3),
)
STAGE_2 = (
    Case("B-03", "How do I know that she wants me to join in?", "foster carer", "girl", 3),
    Case("B-04", "How can we enjoy reading again?", "mother", "younger child", 3),
    Case("B-05", "What do I do that helps him settle to a task?", "teaching assistant", "pupil", 3),
)
STAGE_3 = (
    Case("C-06", "When do we laugh together, and what comes before?", "father", "daughter", 4),
    Case("C-07", "How can I follow her lead at mealtimes?", "adoptive mother", "daughter", 4),
    Case("C-08", "What tells me that he has had enough?", "grandmother", "grandson", 3),
)
FIRST_CASE = Case("D-01", "How can we have a good hello after nursery?", "mother", "boy", 2)


@dataclass(frozen=True)
class Insight:
    """What somebody noticed, with the principle it shows."""

    words: str
    principle: str


NOTICED = (
    Insight("Waits, hands open. The child looks up and begins.", "waiting"),
    Insight("Turns her whole body towards the blocks he chose.", "turning-towards"),
    Insight("Leans in when the arm goes up: it has been seen.", "receiving-with-body"),
    Insight("A smile comes back at once, and the next turn with it.", "returning-eye-contact"),
    Insight("Says what he is doing in four warm words, then is quiet.", "naming-positively"),
    Insight("Takes one short turn and gives the next away.", "short-turns"),
)

REVIEWED = (
    Insight("You let the silence be. She found the word herself.", "time-and-space"),
    Insight("You repeated her “he waited for me”; her face changed.", "repeating-words"),
    Insight("You built on her idea rather than adding your own.", "extending"),
)

SEEN_IN_REVIEW = ("activates-client", "shares-turns", "from-seen-to-felt", "deepens-discussion")

STRENGTHS = (
    "Unhurried. The client was the first to name what she did.",
    "Chose three moments that all spoke to the helping question.",
    "Noticed the small initiatives, and received them in the review as well.",
)
WORKING_POINTS = (
    "Pause the film a beat earlier, and wait for the client to begin.",
    "Ask what the child may be thinking, once the seeing is shared.",
    "Let the second clip be shorter.",
    "Name the difference the client made, in the client's own words.",
)
NEXT_STEPS = (
    "Film the next cycle at the same time of day.",
    "Bring one moment of your own shared review that you are pleased with.",
)
SUPERVISION_QUESTIONS = (
    "Where do I activate, and where do I still do the work for the client?",
    "Is my pace in the review attuned to hers?",
    "Which of these three moments would you stay with longest?",
)
