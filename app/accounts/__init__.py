"""Accounts: who somebody is, how they sign in, in which role they act."""

from flask import Blueprint

blueprint = Blueprint("accounts", __name__, cli_group="person")

from app.accounts import cli, routes, this_browser  # noqa: E402

blueprint.before_app_request(this_browser.note_seen)
blueprint.before_app_request(this_browser.say_that_a_role_ended)

__all__ = ["blueprint", "cli", "routes"]
