"""Why a file cannot become a recording, in the words its owner reads."""

from fractions import Fraction

_SAFE = "Nothing you saved before is lost."

_SENTENCES = {
    "empty": (
        f"This file is empty: no film has arrived in it. {_SAFE} "
        "Copy the film from the phone or camera again, then choose that copy."
    ),
    "not_a_film": (
        f"This file is not a film we can open, whatever its name ends with. {_SAFE} "
        "Choose the film itself: MP4, MOV, WebM, AVI and MTS films are all welcome."
    ),
    "picture": (
        f"This file is a picture, not a film. {_SAFE} "
        "Choose the film itself; stills are made for you later, from any moment in it."
    ),
    "playlist": (
        f"This file only points to a film kept somewhere else. {_SAFE} "
        "Save the film itself to this device first, then choose it."
    ),
    "sound_only": (
        f"This file holds sound but no moving picture. {_SAFE} "
        "Choose the film that goes with it, or record again with the camera on."
    ),
    "no_picture": (
        f"There is no moving picture in this file. {_SAFE} "
        "Choose the film itself, or copy it from the phone or camera again."
    ),
    "truncated": (
        f"Part of this film is missing: it stops before its own end. {_SAFE} "
        "If it plays to the end on the phone or camera, copy it again and choose that copy."
    ),
    "damaged": (
        f"This film is damaged and could not be read to its end. {_SAFE} "
        "If it plays on the phone or camera, copy it again and choose that copy."
    ),
    "encrypted": (
        f"This film is locked by the app or device it came from, so it cannot be opened. {_SAFE} "
        "Choose the original from the camera, or save an unlocked copy and choose that."
    ),
    "too_long": (
        "This film lasts {length}, and a film here may last up to {longest}. "
        f"{_SAFE} Trim a copy to the part you want to look at, then choose that copy."
    ),
}

REASONS = frozenset(_SENTENCES)


class FilmRefused(Exception):
    """A file that cannot become a recording.

    `reason` is one of REASONS, for rows and tests; `sentence` is for the person who chose the
    file: what happened, that nothing was lost, and what to do.
    """

    def __init__(self, reason: str, **values: str) -> None:
        self.reason = reason
        self.sentence = _SENTENCES[reason].format(**values)
        super().__init__(f"{reason}: {self.sentence}")


def too_long(seconds: Fraction, longest: Fraction) -> FilmRefused:
    return FilmRefused("too_long", length=_spoken(seconds), longest=_spoken(longest))


def _spoken(seconds: Fraction) -> str:
    minutes, rest = divmod(round(seconds), 60)
    parts = [_counted(minutes, "minute"), _counted(rest, "second")]
    return " ".join(part for part in parts if part) or "0 seconds"


def _counted(number: int, noun: str) -> str:
    return "" if number == 0 else f"{number} {noun}{'' if number == 1 else 's'}"
