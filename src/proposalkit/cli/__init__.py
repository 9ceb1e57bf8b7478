"""The command line: arguments, one call, print, exit code."""

import os

# pydantic looks through every installed package for a plugin when it makes its first class: a
# twentieth of a second, and we want none.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
