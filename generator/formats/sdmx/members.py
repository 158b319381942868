"""What the observations and the structure of a set have in common: its members, its names, and the codes of SDMX.

In comes a set, out go the names that SDMX allows. It must not know which files there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from generator import periods
from generator.model import Dataset, Indicator, IndicatorSet, Series

VERSION: Final = "1.0"  # of two parts: what is of three may never change, and codes come and go with the figures
NOT_APPLICABLE: Final = "_Z"
FREQUENCIES: Final = {periods.HALF: "S", periods.QUARTER: "Q", periods.MONTH: "M", periods.DAY: "D"}  # CL_FREQ
YEARLY: Final = "A"
MISSING: Final = "O"  # CL_OBS_STATUS, as the following; M says that there can be no value
STATUS: Final = {"normal": "A", "break": "B", "estimated": "E", "provisional": "P", "forecast": "F"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An indicator of the set that has been read, with the dataset that it stands in."""

    dataset: Dataset
    indicator: Indicator
    series: tuple[Series, ...]

    @property
    def unit(self) -> str:
        """As a code."""
        return self.dataset.unit_of(self.indicator) or NOT_APPLICABLE


def agency(shown: IndicatorSet) -> str:
    """Who keeps the structure: the publisher of the set."""
    return _lettered(shown.publisher)


def flow(shown: IndicatorSet) -> str:
    """The name of the set's dataflow."""
    return _lettered(shown.name)


def _lettered(name: str) -> str:
    """Names of SDMX begin with a letter (NCNameIDType)."""
    return name if name[0].isalpha() else f"x-{name}"
