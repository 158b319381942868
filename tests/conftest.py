"""Options of the tests."""

import pytest
from hypothesis import settings

settings.register_profile("no clock", deadline=None)  # a slow machine is no reason to fail
settings.load_profile("no clock")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-cases", action="store_true", help="write the reports of tests/cases/bad anew")
