"""Banchi: a Git repository of datasets becomes a static, searchable, bilingual open-data site.

A program that wants the catalog asks `load_catalog`; all else is told on the command line (`banchi --help`).
"""

from generator.catalog import find_root, load_catalog
from generator.model import Catalog, Dataset, Resource
from generator.problems import CatalogError, Problem, WrongUse

__all__ = [
    "Catalog",
    "CatalogError",
    "Dataset",
    "Problem",
    "Resource",
    "WrongUse",
    "find_root",
    "load_catalog",
]
