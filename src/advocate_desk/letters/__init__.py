"""Letters as PDF, drawn in a process that holds no key."""
