"""Timings against the bare tool doing the same work in the same run."""
