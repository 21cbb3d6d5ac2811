"""Versions of the tables. Alembic is loaded only when a vault is older than the program."""
