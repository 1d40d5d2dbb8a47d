"""Running one pure function over many parts: here or in processes."""
