"""Holds a drafter's words against their sources: what is not said there does not stand."""
