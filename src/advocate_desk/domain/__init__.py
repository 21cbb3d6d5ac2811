"""The rules of the field: pure Python, no clock of its own, no database, no screen."""
