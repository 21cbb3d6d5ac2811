"""What whoever prints letters is shown: which wait, for whom, under which marking; and nothing of a case."""

from dataclasses import astuple

import pytest

from advocate_desk.domain.errors import NotAllowed
from advocate_desk.domain.letter import CopyMade
from advocate_desk.domain.people import Person, shown_name
from advocate_desk.services.list_letters import LetterStage
from advocate_desk.services.ports import PageImage
from advocate_desk.services.session import Session
from advocate_desk.services.write_letter import WriteLetter
from tests.services.desk import ADVOCATE, LETTERS, Office, change


class Pressless:
    """Draws nothing."""

    def render(self, content: object) -> bytes:
        return b"%PDF-1.7"

    def pages(self, pdf: bytes, dots_per_inch: int) -> tuple[PageImage, ...]:
        return ()

    def close(self) -> None: ...


def letters_of(office: Office, session: Session) -> WriteLetter:
    return WriteLetter(session, Pressless(), office.rules)


def test_an_approved_letter_waits_to_be_printed_and_names_nobody(approved_office: Office) -> None:
    office = approved_office
    with office.as_user(ADVOCATE) as session, session.work() as unit:
        names = {shown_name(person) for person in unit.find(Person)}
    with office.as_user(LETTERS) as session:
        (line,) = letters_of(office, session).listed()
    assert line.stage is LetterStage.READY
    assert line.recipient
    assert line.marking
    assert line.reference.endswith("R1")
    told = " ".join(map(str, astuple(line)))
    assert not [name for name in names if name in told]


def test_a_letter_goes_from_ready_to_printed_to_sent(approved_office: Office) -> None:
    office = approved_office
    with office.as_user(LETTERS) as session:
        letters = letters_of(office, session)
        letters.release(office.referral_id, CopyMade.PRINTED)
        (printed,) = letters.listed()
        letters.mark_sent(office.referral_id, "post", session.clock.now())
        (sent,) = letters.listed()
    assert (printed.stage, printed.copies) == (LetterStage.PRINTED, 1)
    assert sent.stage is LetterStage.SENT


def test_what_is_not_approved_is_not_in_the_list(sent_office: Office) -> None:
    with sent_office.as_user(LETTERS) as session:
        assert letters_of(sent_office, session).listed() == ()


def test_a_letter_whose_approval_lapsed_is_for_its_author_and_not_for_the_printer(approved_office: Office) -> None:
    office = approved_office
    with office.as_user(ADVOCATE) as session:
        with session.work() as unit:
            (person, *_) = [one for one in unit.find(Person) if one.role.value == "client"]
        change(session, person, name_to_use="Another Sample")
    with office.as_user(LETTERS) as session:
        letters = letters_of(office, session)
        assert letters.listed() == ()
        with pytest.raises(NotAllowed):
            letters.view(office.referral_id)
