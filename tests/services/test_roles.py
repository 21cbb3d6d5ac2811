"""Every method of every service, and the least a role must include before it does anything."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Any
from unittest.mock import Mock

import pytest

from advocate_desk import services
from advocate_desk.domain.errors import MoveRefused, NotAllowed
from advocate_desk.domain.users import Action, Role, may
from advocate_desk.services.session import Session
from tests.services.desk import ADMINISTRATOR, ADVOCATE, LETTERS, SUPERVISOR, Office

A = Action
NEEDS: Mapping[str, Mapping[str, Action]] = {
    "AssessRisk": {"view": A.READ_CASES, "sign": A.WORK_ON_CASES},
    "BeginEpisode": {"begin": A.WORK_ON_CASES},
    "BeginContact": {"answer": A.READ_CASES, "override": A.WORK_ON_CASES},
    "CheckContact": {"of": A.READ_CASES},
    "CloseCase": {"view": A.READ_CASES, "prepare": A.WORK_ON_CASES, "sign": A.APPROVE},
    "ExportCalendar": {"export": A.WORK_ON_CASES},
    "FollowMarac": {
        **dict.fromkeys(("view", "owed", "colleagues"), A.READ_CASES),
        **dict.fromkeys(("plan", "change", "add_action", "change_action"), A.WORK_ON_CASES),
        **dict.fromkeys(("finish_action", "reopen_action", "remove", "restore"), A.WORK_ON_CASES),
    },
    "DecideLikeness": {
        "episodes_of": A.READ_CASES,
        **dict.fromkeys(("undecided", "same_person", "not_the_same", "take_back", "answer"), A.WORK_ON_CASES),
        "conflict": A.APPROVE,
    },
    "ImportCaseload": dict.fromkeys(("run", "look", "preview", "keep", "undo"), A.IMPORT),
    "ImportDirectory": {"run": A.CHANGE_DIRECTORY},
    "KeepAppointments": {
        "view": A.READ_CASES,
        **dict.fromkeys(("add", "change", "wish", "record", "move", "reopen", "remove", "restore"), A.WORK_ON_CASES),
    },
    "KeepBankDays": {"view": A.READ_CASES, **dict.fromkeys(("keep", "remove", "restore"), A.KEEP_VAULT)},
    "KeepRules": {
        "view": A.READ_CASES,
        **dict.fromkeys(("change_clock", "leave_out", "add_from", "end", "bring_back"), A.KEEP_VAULT),
    },
    "KeepBackups": dict.fromkeys(("back_up_to", "rehearse", "restore", "prove_words"), A.KEEP_VAULT),
    "KeepAgreements": {
        **dict.fromkeys(("view", "after_withdrawal"), A.READ_CASES),
        **dict.fromkeys(("agree", "withdraw", "take_back_withdrawal"), A.WORK_ON_CASES),
    },
    "KeepChildhood": {
        "view": A.READ_CASES,
        **dict.fromkeys(("add_holder", "change_holder", "remove_holder", "restore_holder"), A.WORK_ON_CASES),
        **dict.fromkeys(("judge", "answer_prompt"), A.WORK_ON_CASES),
    },
    "KeepConsent": {
        "view": A.READ_CASES,
        **dict.fromkeys(("give", "withdraw", "take_back_withdrawal"), A.WORK_ON_CASES),
    },
    "KeepDirectory": {
        **dict.fromkeys(("agencies", "agency"), A.READ_CASES),
        **dict.fromkeys(("save_agency", "save_service", "mark_checked", "set_checked"), A.CHANGE_DIRECTORY),
    },
    "KeepMinutes": {"listed": A.READ_CASES, "keep": A.WORK_ON_CASES, "open": A.WORK_ON_CASES},
    "KeepFiles": {
        **dict.fromkeys(("files", "open", "pages"), A.READ_CASES),
        **dict.fromkeys(("add", "look", "keep", "change", "remove", "restore", "export"), A.WORK_ON_CASES),
    },
    "KeepInstruments": {
        **dict.fromkeys(("view", "save_template"), A.READ_CASES),
        **dict.fromkeys(("add", "end"), A.KEEP_VAULT),
    },
    "KeepClocks": {
        "view": A.READ_CASES,
        **dict.fromkeys(("record", "take_back", "add_date", "correct_date"), A.WORK_ON_CASES),
        **dict.fromkeys(("remove_date", "restore_date"), A.WORK_ON_CASES),
    },
    "KeepChases": {"record": A.WORK_ON_CASES},
    "KeepSignposts": {"view": A.READ_CASES, **dict.fromkeys(("record", "hear"), A.WORK_ON_CASES)},
    "KeepPathway": {
        "view": A.READ_CASES,
        **dict.fromkeys(("add", "change", "remove", "bring_back", "move", "take_back", "mark"), A.WORK_ON_CASES),
        "apply_set": A.WORK_ON_CASES,
    },
    "KeepRights": {"view": A.READ_CASES, "record": A.WORK_ON_CASES},
    "KeepFlags": {"view": A.READ_CASES, **dict.fromkeys(("raise_flag", "look_again", "end"), A.WORK_ON_CASES)},
    "KeepOrders": {
        "view": A.READ_CASES,
        **dict.fromkeys(("add", "change", "record", "take_back", "remove", "restore"), A.WORK_ON_CASES),
    },
    "KeepPlan": {
        "view": A.READ_CASES,
        **dict.fromkeys(("add_need", "change_need", "review"), A.WORK_ON_CASES),
        **dict.fromkeys(("add_action", "change_action", "finish_action"), A.WORK_ON_CASES),
    },
    "KeepReferrer": {"view": A.READ_CASES, "change": A.WORK_ON_CASES},
    "KeepPeople": {
        "people": A.READ_CASES,
        **dict.fromkeys(("add_person", "change_person", "remove_person", "restore_person"), A.WORK_ON_CASES),
        **dict.fromkeys(("add_point", "change_point", "remove_point", "restore_point"), A.WORK_ON_CASES),
    },
    "KeepSettings": {"change": A.KEEP_VAULT},
    "LikenessQuestions": {"of_case": A.READ_CASES, **dict.fromkeys(("waiting", "decided"), A.WORK_ON_CASES)},
    "ListCaseload": {"page": A.READ_CASES, "find": A.READ_CASES},
    "ListReferrals": {**dict.fromkeys(("all", "find_reply"), A.READ_CASES), "find": A.PRINT_LETTERS},
    "LogContact": {"log": A.WORK_ON_CASES, "add_note": A.WORK_ON_CASES, "may_use": A.READ_CASES},
    "MakeReferral": {
        **dict.fromkeys(("view", "agencies", "reply_line"), A.READ_CASES),
        **dict.fromkeys(("blank", "blank_after", "save", "record_consent", "withdraw_consent"), A.WORK_ON_CASES),
        **dict.fromkeys(("send_for_review", "take_back", "record_progress"), A.WORK_ON_CASES),
    },
    "ManageUsers": dict.fromkeys(("people", "find", "add", "disable", "reset"), A.MANAGE_USERS),
    "MendReferral": {"view": A.READ_CASES, **dict.fromkeys(("raise_problem", "tell", "answer"), A.WORK_ON_CASES)},
    "MoveCase": {"view": A.READ_CASES, "move": A.WORK_ON_CASES},
    "OpenCase": dict.fromkeys(("look_alikes", "open"), A.WORK_ON_CASES),
    "PlanContact": {"view": A.READ_CASES, "now": A.READ_CASES, "save": A.WORK_ON_CASES},
    "RecordIncident": {"view": A.READ_CASES, "record": A.WORK_ON_CASES, "correct": A.WORK_ON_CASES},
    "ReferToMarac": {
        "view": A.READ_CASES,
        **dict.fromkeys(("save", "mark_referred", "remove", "hand_over", "papers_sent"), A.WORK_ON_CASES),
        **dict.fromkeys(("approve", "decide_not_now"), A.APPROVE),
    },
    "RevealPoint": {"reveal": A.WORK_ON_CASES},
    "ReviewReferral": {"queue": A.READ_CASES, "approve": A.APPROVE, "send_back": A.APPROVE},
    "ShowCase": {"summary": A.READ_CASES, "by_reference": A.READ_CASES, "finish_task": A.WORK_ON_CASES},
    "ShowCourtLines": {"lines": A.READ_CASES},
    "ShowTimeline": {"entries": A.READ_CASES},
    "ShowToday": {"view": A.READ_CASES},
    "WatchRisk": {"view": A.READ_CASES, "watched": A.READ_CASES},
    "Withhold": {
        **dict.fromkeys(("view", "kept_from", "choices"), A.READ_CASES),
        **dict.fromkeys(("keep", "change", "lift"), A.WORK_ON_CASES),
    },
    "WriteLetter": {
        **dict.fromkeys(("listed", "view", "release", "release_pages", "export", "mark_sent"), A.PRINT_LETTERS),
        "compose": A.WORK_ON_CASES,
    },
}
FOR_EVERYBODY = {
    "ImportCaseload": {"fields", "undoable"},
    "KeepBackups": {"state", "due_today", "back_up_daily", "new_name", "free_place", "sample_words"},
    "KeepConsent": {"purposes"},
    "KeepDrafts": {"keep", "load", "erase"},
    "KeepOwnCircle": {"lines", "keep"},
    "KeepSettings": {"read", "why_not_change"},
    "MakeReferral": {"purposes"},
    "ManageUsers": {"change_own_passphrase", "notices", "seen"},
    "WriteLetter": {"pdf", "pages"},
}
"""What tells nothing of a case, or is one's own."""
NAMES = {
    Role.LETTERS: LETTERS,
    Role.ADVOCATE: ADVOCATE,
    Role.SUPERVISOR: SUPERVISOR,
    Role.ADMINISTRATOR: ADMINISTRATOR,
}
INSIDE = {"ImportRun"}
"""What another service runs, which asked before."""


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.iter_modules(services.__path__):
        yield importlib.import_module(f"{services.__name__}.{found.name}")


def those_with_a_session() -> dict[str, type[Any]]:
    return {
        name: one
        for module in modules()
        for name, one in vars(module).items()
        if inspect.isclass(one) and one.__module__ == module.__name__ and not name.startswith("_")
        if name not in INSIDE and "session" in inspect.signature(one.__init__).parameters
    }


def filled(function: Callable[..., Any], **given: object) -> dict[str, Any]:
    """Return something for every argument that must be there."""
    wanted = inspect.signature(function).parameters.values()
    return {
        one.name: given.get(one.name, Mock(name=one.name))
        for one in wanted
        if one.name != "self" and one.default is inspect.Parameter.empty
    }


def test_every_method_of_every_service_is_in_the_table() -> None:
    there = {
        name: {key for key, one in vars(kind).items() if inspect.isfunction(one) and not key.startswith("_")}
        for name, kind in those_with_a_session().items()
    }
    told = {name: {*NEEDS.get(name, ()), *FOR_EVERYBODY.get(name, ())} for name in {*NEEDS, *FOR_EVERYBODY}}
    assert told == there


@pytest.mark.parametrize("role", [Role.LETTERS, Role.ADVOCATE, Role.SUPERVISOR])
def test_what_a_role_does_not_include_is_refused(sent_office: Office, role: Role) -> None:
    office = sent_office
    kinds = those_with_a_session()
    known = {"referral_id": office.referral_id, "agency_id": office.agency_id, "reason": "Say when."}
    with office.as_user(NAMES[role]) as session:
        for name, methods in NEEDS.items():
            service = made(kinds[name], session, office)
            for method, action in methods.items():
                if may(role, action):
                    continue
                function = getattr(service, method)
                with pytest.raises((NotAllowed, MoveRefused)):
                    function(**filled(function, **known))


def made(kind: type[Any], session: Session, office: Office) -> object:
    return kind(**filled(kind.__init__, session=session, rules=office.rules, vaults=office.vaults))
