"""Brings an older records file up to date. Only a file that is not at `schema.HEAD` needs this module."""

from contextlib import suppress
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from advocate_desk.domain.errors import NewerFormat, RecordsDamaged
from advocate_desk.storage.copying import copy_file
from advocate_desk.storage.engine import Door, connect, make_engine

SCRIPTS = Path(__file__).with_name("migrations")


def upgrade(path: Path, key: bytes, found: str, scripts: Path = SCRIPTS) -> None:
    """Bring the file at ``path`` from revision ``found`` to the newest, in one transaction.

    Before anything is changed, a checked copy is made beside it; it stays, as the way back.

    Raises:
        NewerFormat: no such revision is known here. Nothing was touched.
        RecordsDamaged, DiskFull, NoRights: the file is as it was.
    """
    config = configuration(scripts)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found not in known:
        raise NewerFormat
    _copy_aside(path, key, path.with_name(f"{path.stem}.at-{found}{path.suffix}"))
    _run(path, key, config)


def configuration(scripts: Path = SCRIPTS) -> Config:
    """Return Alembic's configuration for the revisions in ``scripts``."""
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    return config


def _copy_aside(path: Path, key: bytes, to: Path) -> None:
    with suppress(FileNotFoundError):
        # Left by an attempt that did not come to its end: the file was not changed then.
        to.unlink()
    source = connect(path, key)
    try:
        copy_file(source, key, to)
    finally:
        source.close()


def _run(path: Path, key: bytes, config: Config) -> None:
    # To alter a table is to copy and drop it: with foreign keys on, dropping it would take rows of others
    # along (they cannot be switched off inside a transaction, so the connection begins without them).
    engine = make_engine(lambda: connect(path, key, foreign_keys=False))
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection.execution_options(door=Door.SCHEMA)
            command.upgrade(config, "head")
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise RecordsDamaged
    finally:
        engine.dispose()
