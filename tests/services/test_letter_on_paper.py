"""A letter that goes straight to a printer: its pages come out of memory, its copy goes on record."""

from dataclasses import dataclass, field

import pytest

from advocate_desk.domain.errors import LetterFailed, StoppedBySafetyRule
from advocate_desk.domain.letter import CopyMade, Letter, LetterContent, LetterCopy
from advocate_desk.domain.referral import Referral
from advocate_desk.services.ports import PageImage
from advocate_desk.services.session import Session
from advocate_desk.services.write_letter import WriteLetter
from tests.services.desk import ADVOCATE, LETTERS, Office, change

PAGE = PageImage(width=1, height=1, stride=4, pixels=bytes(4))


@dataclass
class Press:
    """Draws one white dot, or fails where it is told to."""

    can_draw_pages: bool = True
    drawn: list[LetterContent] = field(default_factory=list)
    dots: list[int] = field(default_factory=list)

    def render(self, content: LetterContent) -> bytes:
        self.drawn.append(content)
        return b"%PDF-1.7"

    def pages(self, pdf: bytes, dots_per_inch: int) -> tuple[PageImage, ...]:
        if not self.can_draw_pages:
            raise LetterFailed("It cannot be drawn.")
        self.dots.append(dots_per_inch)
        return (PAGE,)

    def close(self) -> None: ...


def copies(session: Session) -> list[tuple[int, CopyMade]]:
    with session.work() as unit:
        return [(copy.copy_number, copy.made) for copy in unit.find(LetterCopy, order_by=("copy_number",))]


def test_the_pages_printed_are_those_approved_and_each_printing_is_a_copy(approved_office: Office) -> None:
    office, press = approved_office, Press()
    with office.as_user(LETTERS) as session:
        letters = WriteLetter(session, press, office.rules)
        assert letters.release_pages(office.referral_id, 300) == (PAGE,)
        letters.release_pages(office.referral_id, 300)
        assert copies(session) == [(1, CopyMade.PRINTED), (2, CopyMade.PRINTED)]
        with session.work() as unit:
            kept = unit.find(Letter)[0]
    assert press.drawn[0].to_json() == kept.content
    assert press.dots == [300, 300]


def test_pages_that_cannot_be_drawn_are_no_copy(approved_office: Office) -> None:
    office = approved_office
    with office.as_user(LETTERS) as session:
        with pytest.raises(LetterFailed):
            WriteLetter(session, Press(can_draw_pages=False), office.rules).release_pages(office.referral_id, 300)
        assert copies(session) == []


def test_what_may_not_leave_is_not_even_drawn(approved_office: Office) -> None:
    office, press = approved_office, Press()
    with office.as_user(ADVOCATE) as session:
        with session.work() as unit:
            referral = unit.get(Referral, office.referral_id)
        change(session, referral, why="She is safe elsewhere.")
    with office.as_user(LETTERS) as session:
        with pytest.raises(StoppedBySafetyRule):
            WriteLetter(session, press, office.rules).release_pages(office.referral_id, 300)
        assert copies(session) == []
    assert press.drawn == []
