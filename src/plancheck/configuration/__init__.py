"""Configuration files: `plancheck.toml`, or `[tool.plancheck]` in a `pyproject.toml`."""
