"""Sheets and questions over a screen."""
