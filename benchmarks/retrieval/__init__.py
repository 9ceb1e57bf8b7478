"""How well and how fast the search finds: labelled queries, measures, tables."""
