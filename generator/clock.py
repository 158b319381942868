"""The date of the build, the only place that asks a clock. Out goes one date; nothing else may call `today`.

`SOURCE_DATE_EPOCH` (https://reproducible-builds.org/specs/source-date-epoch/) stands before the machine's own clock,
so that the same sources give the same bytes on another day.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from generator.problems import WrongUse

VARIABLE = "SOURCE_DATE_EPOCH"
LATEST_EPOCH = 253402300799  # the last second of the year 9999, as far as `datetime` reaches


def build_date() -> date:
    """The day of the build, in UTC. Raises as `build_moment` does."""
    return build_moment().date()


def build_moment() -> datetime:
    """The moment in UTC that SOURCE_DATE_EPOCH names (seconds since 1970), else now. `WrongUse` where no number."""
    written = os.environ.get(VARIABLE)
    if not written:
        return datetime.now(tz=UTC)
    if not (written.isascii() and written.isdigit() and len(written) <= 12 and int(written) <= LATEST_EPOCH):
        raise WrongUse("bad-build-date", variable=VARIABLE, found=written)
    return datetime.fromtimestamp(int(written), tz=UTC)
