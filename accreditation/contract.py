"""The written contract with a client, as Attune words it until a service does.

That clients receive one, that the films belong to the people in them, and that nobody outside sees
them without permission, is what a published description of a council's service says. It is no
AVIGuk text.
"""

from __future__ import annotations

WORDS = "\n\n".join(
    (
        "This is about the work that we do together with film.",
        "The films belong to the people in them.",
        "We film you for about ten minutes when you are together. We look at the film and "
        "choose a few short clips of what goes well. Then we look at them with you, and you "
        "say what you see. We call this a cycle. Often there are three.",
        "You are an equal partner in this. You choose what you want to work on, and you can "
        "stop at any time. You do not have to say why, and you get the same help as before.",
        "We show a film to nobody without a yes from everyone in it. Each of you says yes or "
        "no to each purpose, and can change it.",
        "We keep films only for the time that we told you, and then wipe them. At the end you "
        "get a copy of the highlights, if everyone in them agrees.",
        "The person who films with you is supervised by somebody who knows the work.",
        "If we hear that somebody is in danger, we have to tell those whose task it is to "
        "help. We talk with you about it first if we can.",
    )
)
