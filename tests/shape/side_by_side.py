"""Where several processes run the tests: which of them stay together in one, and which come first.

Loaded by `tests/conftest.py`. The tests of one file stay together, and those of files that read
what takes minutes to make, so that it is made once. What takes long begins first: begun last, it
would keep one process busy while the others have nothing left to do.
"""

from __future__ import annotations

from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

SERVED_DEMO = "the served demo"
READ_TOGETHER = {
    "tests/look/test_sweep.py": "every page",
    "tests/look/test_sweep_otherwise.py": "every page",
    "tests/demo/test_association.py": "the demo",
    "tests/demo/test_demo.py": "the demo",
    "tests/journeys/test_end_of_a_stage.py": SERVED_DEMO,
    "tests/journeys/test_into_training.py": SERVED_DEMO,
    "tests/journeys/test_service_lead.py": SERVED_DEMO,
    "tests/journeys/test_to_a_decision.py": SERVED_DEMO,
}

FIRST = (
    *("tests/look/", "tests/journeys/", "tests/demo/", "tests/policies/", "tests/studio/"),
    *("tests/portfolio/", "tests/copies/", "tests/kills/", "tests/live/", "tests/footage/"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    """Where its folder stands among those that come first; all others follow in their order."""
    folders = (place for place, one in enumerate(FIRST) if item.nodeid.startswith(one))
    return next(folders, len(FIRST))


class Together(LoadFileScheduling):
    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return READ_TOGETHER.get(file, file)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    config.option.loadscopereorder = False  # the order of the list stays
    return Together(config, log)
