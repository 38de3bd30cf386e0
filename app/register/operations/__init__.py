"""Issuing certificates, keeping them valid, and what the registrar does with them."""

from app.register.operations.issuing import issue_certificate, print_certificate
from app.register.operations.keeping import (
    add_practice,
    ask_for_renewal,
    put_on_the_register,
    remove_practice,
    take_off_the_register,
)
from app.register.operations.looking_after import (
    change_name,
    lift_suspension,
    renew,
    suspend,
)

__all__ = [
    "add_practice",
    "ask_for_renewal",
    "change_name",
    "issue_certificate",
    "lift_suspension",
    "print_certificate",
    "put_on_the_register",
    "remove_practice",
    "renew",
    "suspend",
    "take_off_the_register",
]
