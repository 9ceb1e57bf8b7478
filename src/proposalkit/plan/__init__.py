"""What to propose and what to ask: questions, needs of the narrative, the dated path."""
