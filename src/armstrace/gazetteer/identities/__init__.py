"""Which weapon a name means: identities with families, look-alikes kept apart, rockets and what they carry."""
