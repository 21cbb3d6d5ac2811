"""The promises the program keeps. `make test` runs them all."""
