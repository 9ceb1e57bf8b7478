"""How well the drafting is guarded: fake models that lie, obey and fail, and what comes of it."""
