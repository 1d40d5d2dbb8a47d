"""Surges: their charts, their part of a page, their words."""
