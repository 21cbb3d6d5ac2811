"""Steps with stages of their own, beside those that ship, so that tests hold whatever a service makes of its rules."""

import tomllib
from dataclasses import replace

from advocate_desk.app.rules import rulebook
from advocate_desk.domain.coded_words import parse_coded_lists
from advocate_desk.domain.gaps import parse_gaps, parse_step_sets
from advocate_desk.domain.pathway import Lane
from advocate_desk.domain.pathway_steps import MoreSteps, StepDefinition, parse_pathway
from advocate_desk.domain.rulebook import Rulebook

_FROM = 'source = "Invented for tests"\nevidence = "design"\nchecked_on = 2026-11-23\n'
STEPS = f"""
lane = "justice"

[[steps]]
code = "t_suspect"
title = "Investigation"
guidance = "A line for each suspect."
waits_for = "the police"
stands_for = "suspect"
group = "Criminal"
{_FROM}
[[steps.stages]]
code = "open"
title = "Not begun"
state = "not_started"
to = ["arrested", "no_action"]
[[steps.stages]]
code = "arrested"
title = "Arrested"
state = "waiting"
to = ["charged", "no_action"]
needs = ["day", "time", "told_by"]
guidance = "Bail and custody count from the hour."
[[steps.stages]]
code = "no_action"
title = "No further action"
state = "done"
to = ["arrested"]
needs = ["day", "reason", "proof"]
reasons = "t_reasons"
[[steps.stages]]
code = "charged"
title = "Charged"
state = "done"
to = []
[[steps.marks]]
code = "no_longer_supports"
title = "No longer supports it"
guidance = "It ends nothing."

[[steps]]
code = "t_charge"
title = "Charge"
guidance = "A line for each charge."
stands_for = "charge"
part_of = "t_suspect"
group = "Criminal"
{_FROM}
[[steps]]
code = "t_programme"
title = "Behaviour-change programme"
guidance = "A record of its own, a worker of its own."
is_apart = true
group = "The other person"
{_FROM}
"""
REASONS = f"""
[[lists]]
code = "t_reasons"
title = "Why nothing more is done"
{_FROM}
[[lists.entries]]
code = "evidence"
words = "Not enough evidence, they say"
"""
GAPS = f"""
[[gaps]]
code = "t_no_counselling"
words = "Charged {{days}} days ago, no counselling offered"
rule = "CAL"
amount = 14
unit = "days"
starts = ["t_suspect.charged"]
without = ["counselling"]
offer = "counselling"
{_FROM}
"""
SETS = f"""
[[sets]]
code = "t_safe_home"
title = "Somewhere safe"
guidance = "Tonight."
{_FROM}
[[sets.steps]]
step = "refuge"
rule = "CAL"
amount = 1
unit = "days"
waits_for = "the refuge"
[[sets.steps]]
step = "housing"
rule = "WD"
amount = 2
unit = "working days"
after = "refuge"
"""


def invented_steps() -> dict[str, StepDefinition]:
    """Return the invented steps by their codes."""
    found = parse_pathway(tomllib.loads(STEPS), "steps.toml")
    return {step.code: step for step in found.steps}


def rules_with_invented() -> Rulebook:
    """Return the rules that ship with the invented ones beside them."""
    rules, more = rulebook(), parse_pathway(tomllib.loads(STEPS), "steps.toml")
    assert isinstance(more, MoreSteps)
    way = replace(
        rules.way,
        pathways=tuple(
            replace(one, steps=(*one.steps, *more.steps)) if one.lane is Lane.JUSTICE else one
            for one in rules.way.pathways
        ),
        reasons=(*rules.way.reasons, *parse_coded_lists(tomllib.loads(REASONS), "reasons.toml")),
        gaps=parse_gaps(tomllib.loads(GAPS), "gaps.toml"),
        step_sets=parse_step_sets(tomllib.loads(SETS), "sets.toml"),
    )
    return replace(rules, way=way)
