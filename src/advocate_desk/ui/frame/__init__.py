"""What the windows of the desk are made of: cover, keys, hiding, locking, undo."""
