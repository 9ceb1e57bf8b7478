"""Drafters: the program itself, a server that speaks the interface of OpenAI, and the ledger."""
