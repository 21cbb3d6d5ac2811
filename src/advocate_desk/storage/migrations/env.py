"""Run by Alembic: hands the open, encrypted connection to the revisions."""

from alembic import context

# Batch mode: SQLite alters most things by copying the table. The transaction is the caller's.
context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
context.run_migrations()
