"""Editions of registers in a case: what changed from one to another, and what that does to the findings."""
