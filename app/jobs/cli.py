"""`flask worker` does the work in the background."""

from __future__ import annotations

import click
from flask import Flask, current_app


@click.command("worker")
def run_worker() -> None:
    """Do background work until stopped. Begins with a sweep: nothing that waited is missed."""
    from app.jobs import sweep

    sweep()
    huey = current_app.extensions["huey"]
    huey.create_consumer(
        workers=1, worker_type="thread", max_delay=1, check_worker_health=True
    ).run()


def init_app(app: Flask) -> None:
    app.cli.add_command(run_worker)
