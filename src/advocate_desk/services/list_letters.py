"""The letters that may leave: those that wait to be printed, those printed, those sent. Nobody's name stands in it.

Whoever prints them needs no case: a letter is named by its reference, its recipient and its marking.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.letter import Letter, LetterContent, LetterCopy
from advocate_desk.domain.referral import ProgressState, ReferralMove, ReviewState
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.referral_file import read_referral_file
from advocate_desk.services.standing import review_now

NEWEST = 200
"""Letters listed at most: the ones approved last."""


class LetterStage(StrEnum):
    """How far an approved letter is, in the order in which it is worked on."""

    READY = "ready"
    PRINTED = "printed"
    SENT = "sent"


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedLetter:
    """One approved letter. ``reference`` is AD-7KQ2-9MF R3; ``at`` is when it came to its stage."""

    referral_id: UUID
    reference: str
    recipient: str
    marking: str
    stage: LetterStage
    copies: int
    at: datetime


def approved_letters(unit: UnitOfWork, rules: Rulebook, today: date) -> tuple[ListedLetter, ...]:
    """Return the letters whose approval holds, those that wait before those printed before those sent.

    One whose approval has lapsed waits for its author and is left out.
    """
    newest: dict[UUID, Letter] = {}
    for letter in unit.find(Letter, order_by=("-approved_at",), limit=NEWEST):
        newest.setdefault(letter.referral_id, letter)
    ids = tuple(letter.id for letter in newest.values())
    copies: defaultdict[UUID, list[LetterCopy]] = defaultdict(list)
    for copy in unit.find(LetterCopy, letter_id=ids, order_by=("made_at",)) if ids else ():
        copies[copy.letter_id].append(copy)
    sent = {
        move.letter_id: move.happened_at
        for move in (unit.find(ReferralMove, letter_id=ids, to_state=ProgressState.SENT) if ids else ())
    }
    found = _listed(unit, newest, copies, sent)
    lines = [
        line
        for line in found
        if line.stage is LetterStage.SENT or _holds(unit, line.referral_id, newest[line.referral_id], rules, today)
    ]
    order = {stage: place for place, stage in enumerate(LetterStage)}
    return tuple(sorted(lines, key=lambda line: order[line.stage]))


def _listed(
    unit: UnitOfWork,
    newest: dict[UUID, Letter],
    copies: defaultdict[UUID, list[LetterCopy]],
    sent: dict[UUID | None, datetime],
) -> Iterator[ListedLetter]:
    for letter in newest.values():
        content, made = LetterContent.from_json(letter.content), copies[letter.id]
        stage = LetterStage.PRINTED if made else LetterStage.READY
        at = made[-1].made_at if made else letter.approved_at
        if letter.id in sent:
            stage, at = LetterStage.SENT, sent[letter.id]
        yield ListedLetter(
            referral_id=letter.referral_id,
            reference=content.reference,
            recipient=_recipient(content),
            marking=content.marking,
            stage=stage,
            copies=len(made),
            at=at,
        )


def _recipient(content: LetterContent) -> str:
    """Return who it goes to: the two lines beneath "Private and confidential", without the address."""
    return ", ".join(content.recipient_lines[1:3])


def _holds(unit: UnitOfWork, referral_id: UUID, letter: Letter, rules: Rulebook, today: date) -> bool:
    file = read_referral_file(unit, referral_id)
    newest = file.letter is not None and file.letter.id == letter.id
    return newest and review_now(unit, file, rules, today) is ReviewState.APPROVED
