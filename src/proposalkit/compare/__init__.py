"""Sets proposals beside each other: what changed between two revisions."""
