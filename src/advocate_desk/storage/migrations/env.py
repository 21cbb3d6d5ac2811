"""Run by Alembic: hands the open, encrypted connection to the revisions."""

from alembic import context

# Batch mode: SQLite alters most things by copying the table; a revision that does so hands it
# ``table_kwargs={"sqlite_strict": True}``, or the copy is no longer strict. The transaction is the caller's.
context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
context.run_migrations()
