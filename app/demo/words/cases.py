"""The cases of the demo: coded, with who may be in shot and what they hope for."""

from __future__ import annotations

from dataclasses import dataclass

from accreditation.consent import Purpose

NO_RESEARCH = (Purpose.RESEARCH,)
NOT_FOR_TEACHING = (Purpose.RESEARCH, Purpose.TRAINING)
ONLY_FOR_US = (Purpose.RESEARCH, Purpose.TRAINING, Purpose.PEERS)
NOT_FOR_OTHERS = (*ONLY_FOR_US, Purpose.OTHER_SUPERVISORS)


@dataclass(frozen=True)
class Case:
    """A coded client: the helping question, who is in shot besides the practitioner, how many
    cycles, and which purposes they said no to."""

    code: str
    question: str
    adult: str
    child: str
    cycles: int
    refused: tuple[Purpose, ...] = NO_RESEARCH


NORA_1 = (
    Case("A-01", "How can bath time be calmer for both of us?", "mother", "toddler", 3),
    Case("A-02", "What helps him to play beside me a little longer?", "father", "son", 3),
)
NORA_2 = (
    Case("B-03", "How do I know that she wants me to join in?", "foster carer", "girl", 3),
    Case("B-04", "How can we enjoy reading again?", "mother", "younger child", 3, ONLY_FOR_US),
    Case("B-05", "What do I do that helps him settle to a task?", "teaching assistant", "pupil", 3),
)
NORA_3 = (
    Case("C-06", "When do we laugh together, and what comes before?", "father", "daughter", 4),
    Case("C-07", "How can I follow her lead at mealtimes?", "adoptive mother", "daughter", 4),
    Case("C-08", "What tells me that he has had enough?", "grandmother", "grandson", 3),
)

PRIYA = (
    Case("P-01", "How can I calm him without picking him up each time?", "mother", "baby", 3),
    Case("P-02", "What makes tidying up go well on a good day?", "nursery worker", "boy", 3),
)
IDRIS = (Case("D-01", "How can we have a good hello after nursery?", "mother", "boy", 1),)

SAMUEL_1 = (
    Case("SA-01", "How can getting dressed be less of a battle?", "father", "twin", 3),
    Case("SA-02", "When does she look to me first?", "foster carer", "girl", 3, ONLY_FOR_US),
)
SAMUEL_2 = (
    Case("SA-03", "What am I doing when he does share?", "mother", "older boy", 3),
    Case("SA-04", "How can I be with her when she is cross?", "stepmother", "daughter", 3),
    Case("SA-05", "How do we both get a turn at the table?", "father", "son", 3, NOT_FOR_TEACHING),
)
SAMUEL_3 = (
    Case("SA-06", "What helps him stay with a story to its end?", "grandfather", "grandson", 4),
    Case("SA-07", "How can I tell that she likes my help?", "mother", "daughter", 4),
    Case("SA-08", "What brings him back to us after a wobble?", "learning mentor", "pupil", 4),
)

JOANNA_1 = (
    Case("J-01", "How can I be braver with rough and tumble?", "mother", "son", 3),
    Case("J-02", "What does she enjoy most with me?", "father", "baby", 3, NOT_FOR_TEACHING),
)
JOANNA_2 = (
    Case("J-03", "How can two languages both have a place?", "mother", "toddler", 3),
    Case("J-04", "What helps him to wait for his sister?", "father", "younger boy", 3),
    Case("J-05", "How do I join without taking over?", "childminder", "girl", 3, ONLY_FOR_US),
)
JOANNA_3 = (
    Case("J-06", "When is he most himself with me?", "kinship carer", "boy", 3),
    Case("J-07", "How can bedtime have a soft ending?", "mother", "daughter", 3, NOT_FOR_TEACHING),
    Case("J-08", "What do I do that helps her to speak up?", "class teacher", "pupil", 3),
    Case("J-09", "How can we find our way back after a quarrel?", "father", "teenager", 3),
)

BETH = (
    Case("BL-01", "How do I know what my baby is telling me?", "mother", "baby", 3),
    Case("BL-02", "What helps us both after a night on the ward?", "father", "premature baby", 3),
    Case("BL-03", "How can feeding be our time?", "mother", "small baby", 3, NOT_FOR_OTHERS),
    Case("BL-04", "When does he smile back?", "young mother", "son", 3, ONLY_FOR_US),
    Case("BL-05", "How can I play when I feel flat?", "mother", "little girl", 3),
    Case("BL-06", "What does she do to keep me near?", "foster carer", "baby girl", 3),
)

CATRIONA_1 = (
    Case("CF-01", "How can I slow down to her pace?", "mother", "daughter", 3),
    Case("CF-02", "What tells me that he is proud?", "father", "son", 3, NOT_FOR_TEACHING),
)
CATRIONA_2 = (
    Case("CF-03", "How can we share the ferry trip to nursery?", "grandmother", "girl", 3),
    Case("CF-04", "What helps him try a new thing?", "support worker", "young man", 2),
)

OWEN = (
    Case("OG-01", "How do we start the day well?", "mother", "older girl", 3),
    Case("OG-02", "What do I do when play goes well?", "father", "toddler", 3, ONLY_FOR_US),
)

HANNAH = (
    Case("H-01", "How can I read her small signs?", "mother", "baby", 3),
    Case("H-02", "What helps her settle on my lap?", "adoptive father", "girl", 3),
    Case("H-03", "How can exercises feel like play?", "mother", "son", 2, NOT_FOR_TEACHING),
    Case("H-04", "When does he reach for me?", "grandmother", "baby boy", 2),
)

MARCUS_1 = (
    Case("MB-01", "How can I praise so that he hears it?", "father", "son", 3),
    Case("MB-02", "What keeps a game going between us?", "mother", "girl", 3),
)
MARCUS_2 = (
    Case("MB-03", "How can I help without doing it for him?", "teaching assistant", "pupil", 3),
    Case("MB-04", "How do I notice when she lets me in?", "stepfather", "stepdaughter", 2),
)

LEILA = (
    Case("LH-01", "How can I enjoy her when I am so tired?", "mother", "baby", 3),
    Case("LH-02", "What does he do to call me?", "father", "son", 2, ONLY_FOR_US),
)
