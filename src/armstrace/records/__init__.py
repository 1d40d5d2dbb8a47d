"""What a fact is: value types that keep doubt, where a fact comes from, the kinds of record, verdicts, errors.

This floor does no input or output and imports nothing else of armstrace.
"""
