"""Search as readers use it: what must be found, and how often it is."""
