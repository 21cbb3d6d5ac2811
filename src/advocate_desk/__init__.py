"""Advocate Desk: a desk for advocacy services that stand by people subjected to violence."""

__version__ = "0.1.0"
