"""Which armstrace this is; it stands in exports, bundles and what the desk tells of itself."""

__version__ = "0.1.0"
