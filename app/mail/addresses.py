"""Where pages are, said outside of any request: for letters and notices."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import current_app


def link(endpoint: str, **values: Any) -> str:
    """The whole address of a page, for a letter. It begins with PUBLIC_URL."""
    return absolute(path(endpoint, **values))


def path(endpoint: str, **values: Any) -> str:
    """The address of a page within Attune, such as /recordings/3."""
    return current_app.url_map.bind("attune.invalid").build(endpoint, values)


def absolute(within: str) -> str:
    public: str = current_app.config["PUBLIC_URL"]
    return public + within


def public_host() -> str:
    return urlsplit(current_app.config["PUBLIC_URL"]).hostname or "localhost"
