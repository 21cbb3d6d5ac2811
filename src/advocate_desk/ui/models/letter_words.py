"""A letter as plain text, in the order of its pages: for who listens to it or reads it large."""

from collections.abc import Iterator

from advocate_desk.domain.letter import Block, LetterContent


def read_as_text(content: LetterContent) -> str:
    """Return everything the letter says, once, in the order of the page."""
    parts = (*_head(content), *(_block(block) for block in content.blocks), *_foot(content))
    return "\n\n".join(part for part in parts if part)


def _head(content: LetterContent) -> Iterator[str]:
    sender = content.letterhead
    yield content.marking
    yield _lines(sender.service_name, sender.strapline, *sender.sender_lines, _unless_told(sender.phone, content))
    yield _lines(*content.recipient_lines)
    yield _lines(
        _labelled("Our reference", content.reference),
        _labelled("Date", content.date_line),
        _labelled("Sent by", content.sent_by),
    )
    yield content.greeting
    yield content.subject


def _unless_told(phone: str, content: LetterContent) -> str:
    return "" if any(phone in line for line in content.letterhead.sender_lines) else phone


def _block(block: Block) -> str:
    return _lines(block.title, block.text, *(_labelled(label, value) for label, value in block.facts))


def _foot(content: LetterContent) -> Iterator[str]:
    yield content.close
    yield _lines(*content.signature_lines)
    yield content.approval_line


def _labelled(label: str, value: str) -> str:
    return f"{label}: {value}" if value else ""


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)
