"""Machine-readable forms of the catalog, one module a format: facts in, a document out; none knows another."""
