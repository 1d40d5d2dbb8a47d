"""Pages of the reference, each made from the code it is about; docs/build.py writes them."""
