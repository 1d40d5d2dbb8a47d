"""Redacted copies of a case: made by leaving out and writing anew, never by covering."""
