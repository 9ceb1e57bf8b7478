"""The embedding model that runs on this machine: its supply, its conversion, its folder."""
