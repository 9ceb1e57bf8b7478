"""Price book and volumes in; order, scenarios, cliffs, margin and recount out. Decimal only."""
