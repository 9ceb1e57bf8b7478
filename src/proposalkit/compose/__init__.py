"""Joins plan, evidence, quote, clauses and prose into one frozen Proposal."""
