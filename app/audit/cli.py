"""`flask audit verify` walks the chain of entries; `flask audit head` says where it ends."""

from __future__ import annotations

import sys

import click
from flask.cli import AppGroup
from sqlalchemy import func, select

from app.audit.entries import Head, head
from app.audit.verification import Verdict, verify
from app.extensions import db
from app.models.audit import AuditEntry

audit = AppGroup("audit", short_help="The record of what happened.")


class HeadType(click.ParamType):
    """A head as it is printed: the number of the entry, a colon, its digest."""

    name = "ID:DIGEST"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Head:
        number, _, digest = value.strip().partition(":")
        if not number.isdecimal() or len(digest) != 64:
            self.fail(f"{value} is not a head; `flask audit head` prints one.", param, ctx)
        return Head(int(number), digest.lower())


@audit.command("head")
def print_head() -> None:
    """Print the last entry and its digest, to be noted where nobody can change it."""
    click.echo(str(head()))


@audit.command("verify")
@click.option("--head", "noted", type=HeadType(), help="A head that was noted earlier.")
def run_verify(noted: Head | None) -> None:
    """Check every entry; name the first that does not hold, and end with 1.

    That the end was cut off, or all of it written anew, shows only beside a head noted elsewhere.
    """
    how_many = db.session.scalar(select(func.count()).select_from(AuditEntry))
    db.session.remove()
    with click.progressbar(length=how_many or 0, label="Audit", file=sys.stderr) as bar:
        verdict = verify(noted, bar.update)
    _say(verdict)


def _say(verdict: Verdict) -> None:
    broken = verdict.broken
    if broken is None:
        click.echo(f"Every entry holds: {verdict.entries}.")
        click.echo(f"Head: {verdict.head}")
        return
    click.echo(f"Entry {broken.id} ({broken.at}) does not hold: {broken.wrong}. {broken.sentence}")
    click.echo(f"Entries that hold before it: {verdict.entries}. The last: {verdict.head}")
    raise SystemExit(1)
