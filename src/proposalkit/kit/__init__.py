"""Writes and reads the kit folder: whole or not at all, one writer at a time."""
