"""Options of the tests, and what several modules begin with."""

import signal
import threading
from pathlib import Path

import pytest
from hypothesis import settings

from tests.committed import Repo

settings.register_profile("no clock", deadline=None)  # a slow machine is no reason to fail
settings.load_profile("no clock")

# Started in the background of a script, the tests ignore Ctrl-C, and so would every program that they start.
if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-cases", action="store_true", help="write the reports of tests/cases/bad anew")


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A small catalog in a repository of its own, with one commit."""
    made = Repo(tmp_path / "repo")
    made.commit("Begin")
    return made
