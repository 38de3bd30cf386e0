"""The pathway: where a trainee is, what is left, and how a stage ends."""

from flask import Blueprint

blueprint = Blueprint("pathway", __name__)
