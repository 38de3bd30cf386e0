"""`flask mail status` and `flask mail try`: whether letters arrive."""

from __future__ import annotations

import secrets

import click
from flask import current_app

from app.extensions import db, transaction
from app.mail import blueprint, operations, queries
from app.mail.letters import UnsoundLetter
from app.models.mail import Mail, MailState

blueprint.cli.help = blueprint.cli.short_help = "Letters: those that wait, and what became of them."
HOW = {
    "smtp": "Letters are sent by {SMTP_HOST}, port {SMTP_PORT} ({SMTP_SECURITY}).",
    "mailbox": "Letters stay in the local mailbox at /mailbox; none is sent.",
    "none": "This installation sends no letters (ATTUNE_SMTP_HOST=none).",
}


@blueprint.cli.command("status")
def status() -> None:
    """How letters leave, how many wait, and why some were not taken."""
    click.echo(_how())
    for state, number in queries.counts().items():
        click.echo(f"{state.value}: {number}")
    oldest = queries.oldest_waiting()
    if oldest is not None:
        click.echo(f"The oldest waits since {oldest:%Y-%m-%d %H:%M} UTC")
    for mail in queries.in_trouble():
        click.echo(f"  {mail.id} {mail.letter}, {mail.state.value}, {mail.attempts} tries:")
        click.echo(f"    {mail.trouble}")


def _how() -> str:
    return HOW[current_app.config["MAIL"]].format(**current_app.config)


@blueprint.cli.command("try")
@click.argument("address")
def try_a_letter(address: str) -> None:
    """Write a letter to ADDRESS, and send it now."""
    try:
        with transaction():
            mail_id = operations.write(address, "trial", once=f"trial {secrets.token_hex(8)}").id
    except UnsoundLetter as unsound:
        raise click.ClickException(str(unsound)) from None
    operations.send(mail_id)
    mail = db.session.get_one(Mail, mail_id, populate_existing=True)
    if mail.state in (MailState.WAITING, MailState.REFUSED):
        raise click.ClickException(f"The server did not take it: {mail.trouble}")
    click.echo("The server took it." if mail.state is MailState.SENT else _how())
