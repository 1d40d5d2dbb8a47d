"""Taking the bytes of an exhibit out of a case: what goes with them, what stays, and who is told."""
