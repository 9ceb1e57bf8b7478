"""The buyer's side: what came from outside is read here, within limits, as data only."""
