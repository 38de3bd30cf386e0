"""A browser in plain words, such as “Firefox on Windows”, from what it says of itself."""

from __future__ import annotations

# Browsers name those they descend from, so the more particular names stand first.
NAMES = (
    ("Edg/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("EdgA/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
DEVICES = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("CrOS", "a Chromebook"),
    ("Windows", "Windows"),
    ("Mac OS X", "a Mac"),
    ("Macintosh", "a Mac"),
    ("Linux", "Linux"),
)
UNKNOWN = "A browser we do not know"


def in_words(user_agent: str) -> str:
    """At most 60 characters, of our own words only."""
    name = next((words for sign, words in NAMES if sign in user_agent), None)
    device = next((words for sign, words in DEVICES if sign in user_agent), None)
    if name and device:
        return f"{name} on {device}"
    return name or (f"A browser on {device}" if device else UNKNOWN)
