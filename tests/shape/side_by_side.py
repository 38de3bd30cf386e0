"""Where several processes run the tests: which of them stay together in one.

Loaded by `tests/conftest.py`. The tests of one file do, and those of files that read what takes
minutes to make, so that it is made once.
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


class Together(LoadFileScheduling):
    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return READ_TOGETHER.get(file, file)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    return Together(config, log)
