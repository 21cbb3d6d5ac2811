"""Item models: lists and tables as Qt wants them."""
