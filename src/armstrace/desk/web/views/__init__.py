"""Pure functions from a case to frozen dataclasses, which both a page and its JSON show."""
