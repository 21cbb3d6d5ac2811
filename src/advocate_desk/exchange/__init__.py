"""Files in and out: spreadsheets and service directories."""
