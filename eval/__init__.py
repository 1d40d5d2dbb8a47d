"""Measures of the answers on labelled sets; `make eval` runs them all."""
