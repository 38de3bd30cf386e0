"""What is written down about one case of the demo. All of it is made up."""

from __future__ import annotations

RELATIONSHIP = "father and daughter"
DETAILS = {"person": "a girl of five", "partner": "her father"}
INITIAL = {
    "hopes": "That we find something we both enjoy, and that she comes to me when she is upset.",
    "concerns": "I am tired after work and reach for my phone. I think she has given up asking.",
    "words_for_child": "clever, stubborn, far away",
    "words_for_relationship": "polite",
}
GOALS = (
    "We laugh together once a day",
    "She comes to me when she is upset",
    "I leave my phone in the hall until bedtime",
)
BEFORE = (2, 3, 4)
AFTER = (7, 6, 9)
CLOSING = {
    "words_for_child": "clever, funny, near",
    "words_for_relationship": "playful",
    "celebration": "He saw himself wait, and saw her look up each time. “I did that,” he said.",
    "next_goals": "A Saturday morning that belongs to the two of them.",
}
LETTER = "\n\n".join(
    (
        "Thank you for letting me look with you at what goes well between you.",
        "At our first meeting you hoped that the two of you would find something you both "
        "enjoy. In the last film you built the same tower four times, because she asked for "
        "it each time, and you laughed when it fell.",
        "You noticed it yourself: when you wait, she looks up. You have made more room for "
        "that than you thought you could.",
        "You said that you want to go on with a Saturday morning that belongs to the two of "
        "you. I hope you enjoy it.",
        "The films belong to the people in them. You can ask me about them at any time.",
    )
)
JOURNAL = (
    "I was as proud as he was, and said too much. Next time I will let the picture speak first."
)
