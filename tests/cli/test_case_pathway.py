"""The way on the command line: what may come next, what a move must carry, and nothing of what is kept apart."""

from datetime import date
from uuid import UUID

from advocate_desk.domain.users import User
from advocate_desk.services.keep_pathway import KeepPathway, MoveForm, NewStep
from tests.cli.house import Terminal
from tests.services.desk import ADVOCATE, SUPERVISOR, Office


def reference_of(terminal: Terminal) -> str:
    reference: str = terminal.signed_in("case", "list", user=ADVOCATE).document["cases"][0]["reference"]
    return reference


def begun(office: Office, code: str = "health") -> UUID:
    with office.as_user(ADVOCATE) as session:
        return KeepPathway(session, office.rules).add(office.case_id, NewStep(code=code))


def test_a_step_is_moved_with_what_it_carries_and_every_lane_is_told(terminal: Terminal, office: Office) -> None:
    reference, step_id = reference_of(terminal), str(begun(office))
    carries = ("--on", "20/11", "--with", "Northbridge Centre", "--by", "2026-12-01", "--proof", "Email")
    moved = terminal.signed_in("case", "step", "move", reference, step_id, "--to", "waiting", *carries, user=ADVOCATE)
    assert (moved.code, moved.document["words"]) == (0, "With Northbridge Centre. Reply due 1 December")
    lanes = terminal.signed_in("case", "pathway", reference, user=ADVOCATE).document["lanes"]
    assert [lane["lane"] for lane in lanes] == ["report", "support", "justice"]
    (step,) = (one for lane in lanes for one in lane["steps"])
    assert (step["with"], step["since"], step["due_on"]) == ("Northbridge Centre", "2026-11-20", "2026-12-01")
    assert step["source"]
    (line,) = step["history"]
    assert (line["id"], line["happened_on"], line["proof"]) == (moved.document["move"], "2026-11-20", "Email")
    assert (line["recorded_by"], line["recorded_in_error"]) == (ADVOCATE, False)


def test_a_day_nobody_knows_stays_unknown_and_one_that_is_not_understood_keeps_nothing(
    terminal: Terminal, office: Office
) -> None:
    reference, step_id = reference_of(terminal), str(begun(office))
    typed = ("case", "step", "move", reference, step_id, "--to")
    assert terminal.signed_in(*typed, "done", "--on", "some day", user=ADVOCATE).code == 2
    refused = terminal.signed_in(*typed, "no such stage", user=ADVOCATE)
    assert refused.code == 1
    assert terminal.signed_in(*typed, "done", user=ADVOCATE).code == 0
    lanes = terminal.signed_in("case", "pathway", reference, user=ADVOCATE).document["lanes"]
    ((line,),) = (one["history"] for lane in lanes for one in lane["steps"])
    assert line["happened_on"] is None


def test_in_words_an_empty_lane_says_that_nothing_is_owed(terminal: Terminal, office: Office) -> None:
    reference, step_id = reference_of(terminal), begun(office)
    typed = ("--vault", terminal.vault, "--user", ADVOCATE, "--passphrase-file", terminal.passphrase_file)
    out = terminal.type("case", "pathway", reference, *typed).out
    assert out.count("No step is here, and none is owed.") == 2
    assert str(step_id) in out


def test_what_is_kept_apart_is_told_to_nobody_else(terminal: Terminal, office: Office) -> None:
    reference = reference_of(terminal)
    code = next(code for code, step in office.rules.way.steps.items() if step.is_apart)
    with office.as_user(SUPERVISOR) as session:
        with session.work() as unit:
            worker = next(one.id for one in unit.find(User) if one.display_name == SUPERVISOR)
        way = KeepPathway(session, office.rules)
        step_id = way.add(office.case_id, NewStep(code=code, worker_id=worker, about="Wednesday group"))
        stage = way.view(office.case_id).card(step_id)
        assert stage is not None
        form = MoveForm(
            stage=stage.next[0].code,
            happened_on=date(2026, 11, 20),
            waiting_on="the Wednesday group",
            told_by="its worker",
            proof="Email",
        )
        way.move(step_id, form)
    assert "Wednesday" in terminal.signed_in("case", "pathway", reference, user=SUPERVISOR).out
    shown = terminal.signed_in("case", "pathway", reference, user=ADVOCATE)
    assert "Wednesday" not in shown.out
    (step,) = (one for lane in shown.document["lanes"] for one in lane["steps"])
    assert (step["kept_apart"], step["worker"], step["stage"], step["history"]) == (True, SUPERVISOR, None, [])
    moved = terminal.signed_in("case", "step", "move", reference, str(step_id), "--to", "done", user=ADVOCATE)
    assert moved.code == 1
