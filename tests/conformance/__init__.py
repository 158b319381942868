"""Every machine format before the validator or the client of its own community: `make conformance`.

A check is a script of this package, run in an environment of its own, since some of these programs bring a hundred
packages. It is given the site and the number of things there must be (`python -m tests.conformance.dcat SITE COUNTS`),
and prints rows (`rows.tell`). A new check is one module and one line in `__main__.CHECKS`; a new environment is a lock
`requirements-<name>.txt` beside these modules.
"""
