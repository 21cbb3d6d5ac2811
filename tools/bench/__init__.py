"""How fast the program is, beside the limit on the same work. `make bench` prints it."""
