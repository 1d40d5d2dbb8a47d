"""Fuzzing: everything that reads what a stranger wrote, found by itself where there is a registry of it."""
