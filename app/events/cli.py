"""`flask events status`: whether what happened has been told."""

from __future__ import annotations

from datetime import timedelta

import click

from app import clock
from app.events import blueprint, queries

blueprint.cli.help = blueprint.cli.short_help = "What happened, and who has still to hear of it."


@blueprint.cli.command("status")
def status() -> None:
    """How many events wait, since when, and which of them met with trouble."""
    click.echo(f"Told in the last day: {queries.count_done_since(clock.now() - timedelta(days=1))}")
    click.echo(f"Waiting: {queries.count_waiting()}")
    oldest = queries.oldest_waiting()
    if oldest is not None:
        click.echo(f"The oldest waits since {oldest:%Y-%m-%d %H:%M} UTC")
    for event in queries.in_trouble():
        click.echo(f"  {event.id} {event.kind}, {event.attempts} tries: {event.trouble}")
