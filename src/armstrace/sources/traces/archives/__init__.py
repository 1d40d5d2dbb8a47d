"""Archives of trace files: folders, tars and their parts, walked without being unpacked."""
