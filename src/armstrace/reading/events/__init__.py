"""Events with a date of their own that no other type of claim tells."""
