"""Accounts: who somebody is, how they sign in, in which role they act."""

from flask import Blueprint

blueprint = Blueprint("accounts", __name__, cli_group="person")

from app.accounts import cli, routes  # noqa: E402

__all__ = ["blueprint", "cli", "routes"]
