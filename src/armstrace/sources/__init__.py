"""One file per format: what the source is and cannot show, and how its records are read.

A module here with `SOURCE`, `recognises` and `read` is a source; there is no list to edit (see registry). What several
sources share lies in the folders beside them.
"""
