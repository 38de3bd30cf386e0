"""What is asked and written around supervision and stage meetings."""

PLEASED_WITH = (
    "The second clip. We were both quiet, and it was they who spoke first.",
    "I named what I saw and then left it there.",
    "I chose three moments, not seven, and had time to stay with each.",
)

HOPES = (
    "One thing to try before the next film.",
    "To see the moment before the one I chose.",
    "To go into the next review with less in my hands.",
)

QUESTIONS = (
    "Where do I activate, and where do I still do the work for the client?",
    "Is my pace in the review attuned to theirs?",
    "Which of these three moments would you stay with longest?",
    "I felt pulled to reassure. Where could I have waited?",
    "How do I bring the helping question back without steering?",
    "What do you see in my face when the client is moved?",
    "Was the second clip one too many?",
    "Where do we share turns, and where do I take two?",
    "How can I name the strength without praising?",
)

STRENGTHS = (
    "Unhurried. The client was the first to name what they did.",
    "Three moments, and all of them speak to the helping question.",
    "Notices the small initiatives, and receives them in the review as well.",
    "Warm and plain: the words are the client's, not the book's.",
    "The film was stopped at the right frame, and then left alone.",
    "Stayed with a hard moment until something good could be seen in it.",
    "The consent talk was a conversation. The family knew they could stop.",
    "Found a better-than-usual moment in a film that looked quiet at first.",
    "Shared turns: long ones for the client, short ones for the practitioner.",
    "Brought an honest question, and had begun to answer it.",
    "Receives with the whole body before any words come.",
    "The goal was looked at again, and it was the client who moved it.",
)

WORKING_POINTS = (
    "Pause the film a beat earlier, and wait for the client to begin.",
    "Ask what the child may be thinking, once the seeing is shared.",
    "Let the second clip be shorter.",
    "Name the difference the client made, in the client's own words.",
    "Sit beside, not opposite.",
    "Film at the child's height.",
    "Leave out the third question when the second has been answered.",
    "Return to the helping question at the end of the review.",
    "Look for the initiative before the reception you liked.",
    "Let the client hold the remote.",
    "Count to five, quietly, after each clip.",
)

NEXT_STEPS = (
    "Film the next cycle at the same time of day.",
    "Bring one moment of your own shared review that you are pleased with.",
    "Choose two clips rather than four.",
    "Ask the family which moment they told somebody about.",
    "Bring the review from its tenth minute on: that is where it deepens.",
)

TRANSITION = (
    (
        "Attuned in film and review alike; the clients did the finding.",
        "Stay with the small moments, and let the reviews become shorter.",
    ),
    (
        "Receives before responding, whatever the pace of the family.",
        "Take the step from what is seen to what it may mean.",
    ),
    (
        "A calm, exact eye for initiatives, and generous words for them.",
        "Share more of the silence; it works for you.",
    ),
)

GETTING_STARTED = (
    "A careful start: consent and storage were clear before anything was filmed.",
    ("Ask for a helping question in the family's own words.", "Keep the first film short."),
    "Film ten ordinary minutes, and bring three seconds of them.",
)

WHERE = "By video call: https://meet.example/isobel"
WHERE_TOGETHER = "Northmoor Library, upstairs room"
