"""What an application compiles, kept for the next one of the same process.

Each test has an application of its own; its templates, its addresses and its statements are the
same words every time, and compiling them anew was half of the time of a test.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from app.extensions import db

Builder = Callable[..., tuple[str, str]]


def keep_compiled(app: Flask) -> None:
    """Let `app` take over what applications before it have compiled."""
    app.jinja_env.bytecode_cache = _templates
    with app.app_context():
        db.engine._compiled_cache = _statements


class _Templates(BytecodeCache):
    """By the template's name; the bucket itself refuses what another source was compiled to."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


_templates = _Templates()
_builders: dict[tuple[str, str | None, str, bool], Builder] = {}
_compile_builder = Rule._compile_builder


def _kept_builder(self: Rule, append_unknown: bool = True) -> Builder:
    # The function takes its converters from the rule it is bound to, so equal addresses may share.
    key = (self.rule, self.subdomain, repr(self.defaults), append_unknown)
    if key not in _builders:
        _builders[key] = _compile_builder(self, append_unknown)
    return _builders[key]


Rule._compile_builder = _kept_builder  # type: ignore[method-assign]


# A statement is kept by what it says and by its dialect; here any of the same kind will do, for
# every application of a run speaks to the same kind of database.
_statements: LRUCache[Any, Any] = LRUCache(5000)
DefaultDialect.__eq__ = lambda self, other: type(self) is type(other)  # type: ignore[method-assign]
DefaultDialect.__hash__ = lambda self: hash(type(self))  # type: ignore[method-assign]
