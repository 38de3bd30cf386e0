"""A test about one kind of installation is left out on the other, named and counted.

Loaded by `tests/conftest.py`. Everything else runs on both. Where several processes run the tests,
each finds the same ones left out and tells the one that reports.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.settings import ON_SERVICES

NOT_HERE = "one_machine" if ON_SERVICES else "services"


class OneInstallation:
    def __init__(self) -> None:
        self.left_out: list[str] = []

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        not_here = [item for item in items if item.get_closest_marker(NOT_HERE)]
        self.left_out = [f"{item.nodeid}: {_reason(item)}" for item in not_here]
        items[:] = [item for item in items if item not in not_here]
        config.hook.pytest_deselected(items=not_here)
        if hasattr(config, "workeroutput"):
            config.workeroutput["left_out"] = self.left_out

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self.left_out = getattr(node, "workeroutput", {}).get("left_out", self.left_out)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.left_out:
            here = "services" if ON_SERVICES else "one machine"
            terminalreporter.section(f"{len(self.left_out)} not about this installation ({here})")
            for line in self.left_out:
                terminalreporter.write_line(line)


def _reason(item: pytest.Item) -> str:
    marker = item.get_closest_marker(NOT_HERE)
    assert marker is not None
    (reason,) = marker.args
    return str(reason)


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(OneInstallation(), "one-installation")
