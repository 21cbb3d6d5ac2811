"""The answers a question may have. A blank is never a no."""

from enum import StrEnum


class Answer(StrEnum):
    """Five different things that forms too often fold into two."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"
