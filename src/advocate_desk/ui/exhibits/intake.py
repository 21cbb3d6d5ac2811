"""A new case, and the sections of a case that record safe contact and consent."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.safe_contact import Method
from advocate_desk.services.plan_contact import PlanForm
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.exhibits.exhibit import Exhibit, first_case, frame, in_frame
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.screens.case_contact import SafeContactSection
from advocate_desk.ui.screens.case_section import CaseSection
from advocate_desk.ui.screens.new_case import NewCaseScreen
from advocate_desk.ui.screens.new_case_contact import ASKED
from advocate_desk.ui.screens.new_case_risk import JUDGED


def _page(number: int, fill: Callable[[NewCaseScreen], None]) -> Callable[[DeskContext], QWidget]:
    """Return a builder of one page of a new case with something on it."""

    def build(desk: DeskContext) -> QWidget:
        shell = frame(desk, Place(NewCaseScreen.key, None, str(number)))
        screen = shell.screen_in_front()
        if not isinstance(screen, NewCaseScreen):
            raise LookupError("another screen is in front")
        fill(screen)
        screen.draft.settle()
        return shell

    return build


def _person(screen: NewCaseScreen) -> None:
    screen.person.show_typed({"name": "Robin Invented", "pronouns": "she/her", "born": ["27", "March", "1988"]})


def _contact(screen: NewCaseScreen) -> None:
    plan = PlanForm(
        call=Answer.NO,
        text=Answer.YES,
        voicemail=Answer.NO,
        email=Answer.NOT_KNOWN,
        first_method=Method.TEXT,
        times="Monday to Friday, 10am to 2pm",
        if_someone_else_answers="say “the library”",
    )
    typed = {
        "how_known": ASKED,
        "plan": plan.to_typed(),
        "points": {"phone": ["07700 900321", Answer.YES.value, "may_be_shared"]},
    }
    screen.contact.show_typed(typed)


def _referral(screen: NewCaseScreen) -> None:
    screen.referral.show_typed(
        {
            "by": "GP",
            "source": "health",
            "knows": "yes",
            "agreed": "yes",
            "on": "fri",
            "wants": "To sleep through the night.",
            "kinds": ["Stalking", "Economic abuse"],
        }
    )


def _risk(screen: NewCaseScreen) -> None:
    screen.risk.show_typed({"now": JUDGED, "level": "high", "reason": "He was seen outside the school twice."})


def _three_mistakes(screen: NewCaseScreen) -> None:
    _person(screen)
    screen.person.born.show_texts("31", "February", "88")
    screen.referral.show_typed({"by": "GP", "on": "31/2"})
    screen.risk.show_typed({"now": JUDGED})
    screen.go_on()


def _section(kind: type[CaseSection]) -> Callable[[DeskContext], Place]:
    """Return a finder of one section of the first case."""
    return lambda desk: Place(CaseScreen.key, first_case(desk).subject, kind.part)


INTAKE: tuple[Exhibit, ...] = (
    Exhibit("new-case-1", NewCaseScreen, _page(1, _person)),
    Exhibit("new-case-2", NewCaseScreen, _page(2, _contact)),
    Exhibit("new-case-3", NewCaseScreen, _page(3, _referral)),
    Exhibit("new-case-4", NewCaseScreen, _page(4, _risk)),
    Exhibit("new-case-problems", NewCaseScreen, _page(4, _three_mistakes)),
    in_frame("case-contact", SafeContactSection, _section(SafeContactSection)),
)
