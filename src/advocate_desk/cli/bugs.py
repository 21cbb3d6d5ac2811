"""A bug described without case data: kinds of errors and places in our code, never a message or a value."""

import traceback


def describe(error: BaseException) -> str:
    """Return the chain of errors with the lines they passed; messages are left out, for they may hold a name."""
    parts: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(parts) < 10:
        frames = traceback.extract_tb(seen.__traceback__)
        places = [f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames]
        parts.append("\n".join([f"{type(seen).__module__}.{type(seen).__qualname__}", *places]))
        seen = seen.__cause__ or seen.__context__
    return "\nthat came of\n".join(parts) + "\n"


def _short(file_name: str) -> str:
    """Return a module's place without the folders of this computer, which may hold a person's name."""
    parts = file_name.replace("\\", "/").split("/")
    return "/".join(parts[-3:])
