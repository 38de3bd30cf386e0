"""Mail: letters are written with the change they tell of, and sent once it is safe."""

from flask import Blueprint

from app.mail.addresses import link, path
from app.mail.operations import prune, send, write
from app.models.mail import Mail, MailState

blueprint = Blueprint("mail", __name__, cli_group="mail")

from app.mail import cli, routes  # noqa: E402

__all__ = [
    "Mail",
    "MailState",
    "blueprint",
    "cli",
    "link",
    "path",
    "prune",
    "routes",
    "send",
    "write",
]
