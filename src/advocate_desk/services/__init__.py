"""One module per job a user does, and the doors it needs to do it."""
