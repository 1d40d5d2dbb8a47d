"""armstrace checks what is said about arms transfers against the record and shows where every figure comes from.

Importing it opens no file outside the package and no socket.
"""

__version__ = "0.1.0"
