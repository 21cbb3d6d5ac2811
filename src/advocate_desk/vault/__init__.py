"""The folder of encrypted files that is the only place case data lives."""
