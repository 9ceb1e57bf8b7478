"""From a buyer's texts to the fields of a brief: every value with its quote, none believed."""
