"""Which clauses a deal gets, their parameters and texts, and what stands against them."""
