"""`flask readiness rebuild` and `flask readiness compare`."""

from __future__ import annotations

import click

from app import clock
from app.readiness import blueprint, operations, queries

blueprint.cli.help = blueprint.cli.short_help = "The stored readiness that lists are sorted by."


@blueprint.cli.command("rebuild")
def rebuild() -> None:
    """Work out every snapshot from its record. Attune may go on running meanwhile."""
    click.echo(f"{operations.rebuild()} snapshots are worked out.")


@blueprint.cli.command("compare")
def compare() -> None:
    """Work everything out anew and show where a snapshot differs; exit 1 if one does."""
    count, different = 0, 0
    for ids in queries.every_enrolment():
        count += len(ids)
        for enrolment_id, column, stored, right in queries.differences(ids, clock.today()):
            different += 1
            click.echo(f"enrolment {enrolment_id}: {column} is {stored!r}, should be {right!r}")
    waiting = queries.count_stale()
    click.echo(f"{count} compared, {different} differences, {waiting} waiting for a worker.")
    if different:
        raise SystemExit(1)
