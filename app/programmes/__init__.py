"""Programmes: editions in use, enrolment, supervisors, the intro course, stages."""

from flask import Blueprint

blueprint = Blueprint("programmes", __name__, cli_group="programme")
