"""What somebody waits for at the desk itself, a process of its own: Today, the way back from a lock, a long list."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.services.list_caseload import ListCaseload
from advocate_desk.services.ports import CaseloadFilter
from advocate_desk.services.show_today import ShowToday
from advocate_desk.vault.crypto import SALT, stretch
from advocate_desk.vault.header import read_header
from tools.bench.at_the_desk import PATIENCE_SECONDS, SEAT
from tools.bench.big_vault import ADMINISTRATOR, PASSPHRASE, BigVault
from tools.bench.measuring import Row, Work, alone
from tools.bench.rehearsal import READS, read_raw, rehearsed
from tools.bench.start_row import ROOT, till_painted

_HEADER = "header.json"
_CACHE_MB, _BESIDE_CACHE_MB = 64, 20
_PAGE = 50
"""How many cases the list reads at once."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Least:
    """What nobody can do without, in milliseconds: the key of this vault, and the driver's answers to our questions."""

    key: float
    today: float
    list_page: float


def least(vault: BigVault, rules: Rulebook, rounds: int) -> Least:
    """Measure the limits while the vault is open here; the desk opens it afterwards."""
    cost = read_header((vault.session.vault.folder / _HEADER).read_bytes()).places[0].slot.cost
    page = partial(ListCaseload(vault.session).page, CaseloadFilter(), 0, _PAGE)
    return Least(
        key=alone([partial(stretch, PASSPHRASE, bytes(SALT), cost)] * 4),
        today=_asked_raw(vault, ShowToday(vault.session, rules).view, rounds),
        list_page=_asked_raw(vault, page, rounds),
    )


def _asked_raw(vault: BigVault, work: Work, rounds: int) -> float:
    asked = rehearsed(work, READS)
    return alone([partial(read_raw, vault.raw, asked)] * rounds)


def coming_in(folder: Path, at_least: Least, rounds: int) -> list[Row]:
    """From the last key to Today; and from a case through a lock back to it, the typing left out."""
    today = [_till_today(folder) for _ in range(rounds)]
    back = [_locked_and_back(folder) for _ in range(rounds)]
    bare = median(till_painted(os.environ, "bare") for _ in range(rounds))
    return [
        Row(
            what="last key to Today's rows",
            ours=median(today),
            limit=at_least.key + at_least.today,
            limit_is="the key and the same queries",
            within=1000,
        ),
        Row(
            what="locked and back at the case",
            ours=median(back),
            limit=at_least.key + bare,
            limit_is="the key and a bare window",
            within=1000 + at_least.key,
        ),
    ]


def through_the_list(folder: Path, at_least: Least) -> list[Row]:
    """The list of all cases: until it stands, until a page on stands, rows seen empty, memory."""
    try:
        seen = at_the_desk("list", folder)
    except subprocess.CalledProcessError:  # it said above what did not come; the rest is measured all the same
        return [Row(what="list: not gone through", ours=PATIENCE_SECONDS * 1000, within=300)]
    same = partial(Row, limit=at_least.list_page, limit_is="the same queries")
    passed = f"list: rows empty while {seen['rows passed']:.0f} pass"
    rows = [
        same(what="list: its first page", ours=(seen["list"] - seen["list asked"]) * 1000, within=300),
        same(what="list: a page on", ours=seen["page"] * 1000, within=100),
        Row(what=passed, ours=seen["empty rows"], within=0, unit="rows"),
    ]
    memory = Row(
        what="list: memory, all of it seen",
        ours=seen["megabytes"],
        limit=_CACHE_MB,
        limit_is="SQLCipher's cache",
        within=_CACHE_MB + _BESIDE_CACHE_MB,
        unit="MB",
    )
    return [*rows, memory] if Path("/proc/self/statm").exists() else rows


def _till_today(folder: Path) -> float:
    seen = at_the_desk("till-today", folder)
    return (seen["today"] - seen["last key"]) * 1000


def _locked_and_back(folder: Path) -> float:
    seen = at_the_desk("lock", folder)
    return (seen["unlock screen"] - seen["lock"] + seen["place"] - seen["last key"]) * 1000


def at_the_desk(script: str, folder: Path) -> dict[str, float]:
    """Sit down at the desk of the vault at ``folder`` and go through ``script``; return what was seen.

    Of what two processes saw, a lock's old one and its fresh one, the later counts.
    """
    seat = {"vault": str(folder), "name": ADMINISTRATOR, "passphrase": PASSPHRASE}
    command = [sys.executable, "-m", "tools.bench.at_the_desk", script]
    environment = {**os.environ, SEAT: json.dumps(seat)}
    done = subprocess.run(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return {name: moment for line in done.stdout.splitlines() for name, moment in json.loads(line).items()}
