"""The catalog as pages. In come a `Catalog` and what was read of its datasets; out go `Page`s, one by one.

It must not know the frame around a page, nor write anything.
"""

from generator.pages.page import Page

__all__ = ["Page"]
