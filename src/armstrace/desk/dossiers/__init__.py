"""Dossiers of a case: what stands in one, its parts, its page, every value in it opened again."""
