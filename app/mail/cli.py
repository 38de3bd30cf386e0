"""`flask mail status`: whether letters arrive."""

from __future__ import annotations

import click
from flask import current_app

from app.mail import blueprint, queries

blueprint.cli.help = blueprint.cli.short_help = "Letters: those that wait, and what became of them."
HOW = {
    "smtp": "Letters are sent by {SMTP_HOST}, port {SMTP_PORT} ({SMTP_SECURITY}).",
    "mailbox": "Letters stay in the local mailbox at /mailbox; none is sent.",
    "none": "This installation sends no letters (ATTUNE_SMTP_HOST=none).",
}


@blueprint.cli.command("status")
def status() -> None:
    """How letters leave, how many wait, and why some were not taken."""
    click.echo(HOW[current_app.config["MAIL"]].format(**current_app.config))
    for state, number in queries.counts().items():
        click.echo(f"{state.value}: {number}")
    oldest = queries.oldest_waiting()
    if oldest is not None:
        click.echo(f"The oldest waits since {oldest:%Y-%m-%d %H:%M} UTC")
    for mail in queries.in_trouble():
        click.echo(f"  {mail.id} {mail.letter}, {mail.state.value}, {mail.attempts} tries:")
        click.echo(f"    {mail.trouble}")
