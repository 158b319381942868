"""Canada's indicators for the Sustainable Development Goals as a Banchi catalog in English and French: in comes the
folder of Open SDG's files, out goes a catalog. A proof by a set that others made; it must not be what Banchi needs.

    python -m tests.canada SOURCE TARGET            converts
    python -m tests.canada SOURCE TARGET --build    converts, checks and builds, and prints what that costs

One dataset is one of the 251 indicators that has a table (167): sources, definition, method and limits are its own,
and so are the columns. What an indicator is within a dataset is told in `figures`, what becomes of empty cells and
places in `tables` and `places`. Every row of the corpus stands in the table of its dataset,
also those that no indicator reads.
"""
