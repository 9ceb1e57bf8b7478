"""The use cases: each joins ports and edges, and holds no rule of its own."""
