"""How long a build takes and what it costs, beside plain MkDocs with the same content: `make bench`, `make profile`.

Nothing here is a test: times depend on the machine. Tests assert counts (how many datasets were validated, derived and
rendered); this package shows what the counts are worth in seconds and megabytes.
"""
