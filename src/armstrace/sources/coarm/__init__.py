"""What the EU's annual reports on arms exports count, and the forms in which their tables are handed on."""
