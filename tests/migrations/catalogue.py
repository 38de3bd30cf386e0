"""What a database says its schema is: every table, index and trigger by name, normalised."""

from __future__ import annotations

import re
from collections import defaultdict

from flask import Flask
from sqlalchemy import text

from app.extensions import db

_SQLITE = (
    "SELECT name, sql FROM sqlite_master "
    "WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"
)

# One row for each part of a thing: its name, and what the server itself says the part is.
_POSTGRESQL = """
    SELECT c.relname AS name, 'column ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
        || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
        || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') AS part
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
        AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT c.relname, 'constraint ' || o.conname || ' ' || pg_get_constraintdef(o.oid)
    FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid
    WHERE o.connamespace = 'public'::regnamespace AND o.contype <> 't'
    UNION ALL
    SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL
    SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL
    SELECT proname, pg_get_functiondef(oid) FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace
    UNION ALL
    SELECT relname, 'sequence' FROM pg_class
    WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace
"""


def dump(app: Flask) -> dict[str, str]:
    """The schema, the same for the same schema however it was made."""
    with app.app_context():
        sqlite = db.engine.dialect.name == "sqlite"
        rows = db.session.execute(text(_SQLITE if sqlite else _POSTGRESQL)).all()
        db.session.remove()
        db.engine.dispose()
    found = defaultdict(list)
    for name, part in rows:
        found[name].append(_normalised(part))
    own = {name: "\n".join(sorted(parts)) for name, parts in found.items()}
    return {name: part for name, part in own.items() if not name.startswith("alembic_version")}


def _normalised(sql: str) -> str:
    """One line; the constraints of a table in alphabetical order, for their order says nothing."""
    flat = re.sub(r"\s+", " ", sql).replace('"', "").strip()
    head, bracket, body = flat.partition("(")
    if not head.startswith("CREATE TABLE"):
        return flat
    return head + bracket + ", ".join(sorted(_split_at_commas(body.rstrip(")"))))


def _split_at_commas(body: str) -> list[str]:
    parts, depth, current = [], 0, ""
    for letter in body:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            parts.append(current.strip())
            current = ""
        else:
            current += letter
    return [*parts, current.strip()]
