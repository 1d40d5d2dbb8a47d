"""The same views as JSON, described in OpenAPI from the types of their dataclasses."""
