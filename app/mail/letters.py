"""What stands in a letter: a template's text, and the same as simple HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from flask import current_app
from markupsafe import Markup, escape

from app.mail.addresses import public_host

SUBJECT, ITEM = "Subject: ", "- "
LONGEST_SUBJECT = 200


class UnsoundLetter(ValueError):
    """What was to stand in a header does not belong there; nothing is written."""


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str


def compose(letter: str, values: dict[str, Any]) -> Letter:
    """`templates/email/<letter>.txt` with its values, and the foot of every letter.

    The first line is the subject. A value with a line break in it cannot begin another header,
    nor another line of the letter: it is refused.
    """
    for name, value in values.items():
        if isinstance(value, str):
            one_line(value, name)
    rendered = _render(letter, values)
    first, _, rest = rendered.partition("\n")
    if not first.startswith(SUBJECT):
        raise UnsoundLetter(f"email/{letter}.txt does not begin with “{SUBJECT}”.")
    subject = one_line(first.removeprefix(SUBJECT).strip(), "subject")[:LONGEST_SUBJECT]
    return Letter(
        subject, f"{_tidy(rest)}\n\n{_render('_foot', {'host': public_host()}).strip()}\n"
    )


def _render(letter: str, values: dict[str, Any]) -> str:
    return current_app.jinja_env.get_template(f"email/{letter}.txt").render(values)


def one_line(value: str, what: str) -> str:
    if any(ord(sign) < 32 or ord(sign) == 127 or sign in "\x85\u2028\u2029" for sign in value):
        raise UnsoundLetter(f"The {what} of a letter holds a control character.")
    return value


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def as_html(text: str) -> Markup:
    """Paragraphs and lists of the text; a line that is an address of ours becomes a link."""
    paragraphs = [_paragraph(part) for part in re.split(r"\n\n+", text.strip())]
    return Markup("\n").join(paragraphs)


def _paragraph(part: str) -> Markup:
    lines = part.splitlines()
    if all(line.startswith(ITEM) for line in lines):
        items = [_line(line.removeprefix(ITEM)) for line in lines]
        return Markup("<ul>{}</ul>").format(Markup().join(map(Markup("<li>{}</li>").format, items)))
    return Markup("<p>{}</p>").format(Markup("<br>\n").join(map(_line, lines)))


def _line(line: str) -> Markup:
    ours = f"{current_app.config['PUBLIC_URL']}/"
    if line.strip().startswith(ours) and " " not in line.strip():
        return Markup('<a href="{0}">{0}</a>').format(line.strip())
    return escape(line)
