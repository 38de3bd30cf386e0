"""The table of rules as a page: `docs/access.md`."""

from __future__ import annotations

from collections.abc import Iterator

from app.policies.links import LinkCondition
from app.policies.rule import Condition, Rule
from app.policies.rules import RULES
from app.policies.rules.links import LINK_RULES

HEAD = """# Who may do what

Printed from `app/policies/rules/` by `flask access`; a test keeps it current.
Each line is one way to be allowed, and everything on the line must hold. Whatever is not listed is
answered like something that does not exist (404). No answer is kept: every request asks anew.
"""

LINKS = """# With a client's own link

Whoever opens it is in no role and has no account. A link alone opens nothing of footage: the two
rules of reels ask for numbers that were told in person.
"""


def access_page() -> str:
    """The whole table as Markdown."""
    parts = [HEAD]
    for action, rule in RULES.items():
        subject = f" ({rule.subject.__tablename__})" if rule.subject is not None else ""
        parts.append(f"## {action}{subject}\n\n{_ways(rule)}\n")
    return "\n".join([*parts, LINKS, *_of_links()])


def _of_links() -> Iterator[str]:
    for action, rule in LINK_RULES.items():
        conditions = "; ".join(words(one) for one in rule.way)
        yield f"## {action} ({rule.subject.__tablename__})\n\n- {conditions}\n"


def _ways(rule: Rule) -> str:
    return "\n".join("- " + "; ".join(words(one) for one in way) for way in rule.ways)


def words(condition: Condition | LinkCondition) -> str:
    """A condition's reason: the first line of its docstring."""
    return (condition.__doc__ or "").strip().splitlines()[0]
