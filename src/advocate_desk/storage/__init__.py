"""The encrypted tables, the journal, and the one door through which both are written."""
