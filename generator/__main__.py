"""`python -m generator` is `banchi`."""

from generator.cli import main

main()
