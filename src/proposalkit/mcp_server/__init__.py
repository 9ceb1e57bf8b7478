"""Proposals served to agents by the Model Context Protocol: read-only, a thin surface."""
