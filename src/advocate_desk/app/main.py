"""Where the program starts."""


def main() -> None:
    """Run `advocate-desk`."""
    raise NotImplementedError
