"""The default key map. Each action has a control of the same name on the page."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Shortcut:
    """`keys` as the browser names them; `shown` and `does` as people read them, once for all six
    groups.
    """

    action: str
    keys: tuple[str, ...]
    shown: tuple[str, ...]
    does: str


TAGGING = "Tag a principle group; a second digit picks the principle"


PLAYING = (
    Shortcut("play", (" ", "k"), ("Space", "K"), "Play or pause"),
    Shortcut("back-5s", ("j",), ("J",), "5 seconds back"),
    Shortcut("on-5s", ("l",), ("L",), "5 seconds on"),
    Shortcut("back-frame", (",",), (",",), "Previous frame; hold to go on"),
    Shortcut("on-frame", (".",), (".",), "Next frame; hold to go on"),
    Shortcut("back-1s", ("Shift+ArrowLeft",), ("Shift ←",), "1 second back"),
    Shortcut("on-1s", ("Shift+ArrowRight",), ("Shift →",), "1 second on"),
    Shortcut("slower", ("<",), ("<",), "Slower, down to 0.25×"),
    Shortcut("faster", (">",), (">",), "Faster, up to 2×"),
    Shortcut("set-in", ("i",), ("I",), "Set the in point here"),
    Shortcut("set-out", ("o",), ("O",), "Set the out point here"),
    Shortcut("go-in", ("Shift+I",), ("Shift I",), "Go to the in point"),
    Shortcut("go-out", ("Shift+O",), ("Shift O",), "Go to the out point"),
    Shortcut("loop", ("\\",), ("\\",), "Play in to out again and again"),
    Shortcut("keys", ("?",), ("?",), "Show these keys"),
)

MARKING = (
    *(
        Shortcut(f"group-{n}", (str(n),), ("1 – 6",) if n == 1 else (), TAGGING)
        for n in range(1, 7)
    ),
    Shortcut("note", ("n",), ("N",), "Write a note at the playhead"),
    Shortcut("save", ("Enter", "Ctrl+Enter"), ("Ctrl Enter",), "Save and play on"),
    Shortcut("cancel", ("Escape",), ("Esc",), "Leave it unsaved"),
    Shortcut("previous-moment", ("[",), ("[",), "Previous moment"),
    Shortcut("next-moment", ("]",), ("]",), "Next moment"),
    Shortcut("zoom-in", ("+", "="), ("+",), "Look closer along the timeline"),
    Shortcut("zoom-out", ("-",), ("−",), "Show more of the film"),
    Shortcut("zoom-whole", ("0",), ("0",), "Show the whole film"),
    Shortcut("present", ("p",), ("P",), "Show only the film, and back"),
)


def as_json(shortcuts: tuple[Shortcut, ...]) -> list[dict[str, Any]]:
    return [asdict(one) for one in shortcuts]
