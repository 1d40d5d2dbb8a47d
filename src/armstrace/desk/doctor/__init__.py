"""What is installed, what is missing and how to get it here; it asks no network and writes nothing."""
