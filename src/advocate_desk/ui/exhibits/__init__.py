"""Screens and dialogs with something on them, for the accessibility audit, the key tests and the pictures."""
