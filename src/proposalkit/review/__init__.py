"""What a hard buyer will object to: one small test for each numbered rule."""
