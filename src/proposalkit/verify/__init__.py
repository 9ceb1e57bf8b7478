"""One file for each check: what was read from a kit in, findings out."""
