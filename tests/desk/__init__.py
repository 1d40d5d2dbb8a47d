"""Tests of the desk: the case folder and the command line."""
