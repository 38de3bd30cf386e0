"""Pages of accounts."""

from app.accounts.routes import (
    account,
    links,
    people,
    person,
    recovery_codes,
    second_factor,
    signing_in,
)

__all__ = ["account", "links", "people", "person", "recovery_codes", "second_factor", "signing_in"]
