"""Options of the tests."""

import signal
import threading

import pytest
from hypothesis import settings

settings.register_profile("no clock", deadline=None)  # a slow machine is no reason to fail
settings.load_profile("no clock")

# Started in the background of a script, the tests ignore Ctrl-C, and so would every program that they start.
if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-cases", action="store_true", help="write the reports of tests/cases/bad anew")
