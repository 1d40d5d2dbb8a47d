"""What uses of weapons and other events have in common: who acts, where, and when."""
