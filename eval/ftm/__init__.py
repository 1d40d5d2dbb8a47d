"""Programs of others that read our exports, in an environment of their own with a lock file of its own."""
