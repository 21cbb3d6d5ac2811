"""Words that stand inside a sentence, put at the beginning of one."""


def sentence_start(words: str) -> str:
    """Return ``words`` with a capital first; the rest stays, for it may be a name."""
    return f"{words[:1].upper()}{words[1:]}"
