"""Chains of a case: what is asked, the evidence gathered for it, judgements on placements, and the chain built."""
