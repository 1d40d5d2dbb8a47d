"""Statements: who said what, to whom, when and through which medium, as exact spans of the text."""
