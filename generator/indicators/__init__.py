"""Rows become series: every indicator of a table takes what belongs to it while the rows pass by, once.

In come a dataset, one of its tables and the rows; out go readings of indicators, in the order of areas, categories and
times, and problems at their rows. Only observations are kept. It must not know how an indicator looks.
"""

from __future__ import annotations

from generator.indicators.reader import SeriesReader

__all__ = ["SeriesReader"]
