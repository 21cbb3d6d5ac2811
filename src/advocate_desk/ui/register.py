"""Every screen and dialog there is, as exhibits.

The accessibility audit, the key tests and the pictures all run over them, so that a new one cannot be forgotten.
"""

from advocate_desk.ui.exhibits.around import AROUND
from advocate_desk.ui.exhibits.cases import CASES
from advocate_desk.ui.exhibits.consent import CONSENT
from advocate_desk.ui.exhibits.contact import CONTACT
from advocate_desk.ui.exhibits.court import COURT
from advocate_desk.ui.exhibits.dates import DATES
from advocate_desk.ui.exhibits.day import DAY
from advocate_desk.ui.exhibits.door import DOOR
from advocate_desk.ui.exhibits.exhibit import DoorExhibit, Exhibit
from advocate_desk.ui.exhibits.files import FILES
from advocate_desk.ui.exhibits.intake import INTAKE
from advocate_desk.ui.exhibits.keeping import KEEPING, KEEPING_DOOR
from advocate_desk.ui.exhibits.likeness import LIKENESS
from advocate_desk.ui.exhibits.lives import LIVES
from advocate_desk.ui.exhibits.marac import MARAC
from advocate_desk.ui.exhibits.pathway import PATHWAY
from advocate_desk.ui.exhibits.plan import PLAN
from advocate_desk.ui.exhibits.referrals import REFERRALS
from advocate_desk.ui.exhibits.risk import RISK
from advocate_desk.ui.exhibits.young import YOUNG

EXHIBITS: tuple[Exhibit, ...] = (
    *DAY,
    *CASES,
    *INTAKE,
    *CONTACT,
    *CONSENT,
    *RISK,
    *MARAC,
    *REFERRALS,
    *KEEPING,
    *PATHWAY,
    *PLAN,
    *DATES,
    *COURT,
    *YOUNG,
    *FILES,
    *LIVES,
    *LIKENESS,
    *AROUND,
)
DOOR_EXHIBITS: tuple[DoorExhibit, ...] = (*DOOR, *KEEPING_DOOR)
