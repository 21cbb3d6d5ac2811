from tools.bench.measuring import Row, alone, as_table, in_turns


def test_both_sides_run_in_turns_and_neither_always_first() -> None:
    ran: list[str] = []
    in_turns([lambda: ran.append("ours")] * 4, [lambda: ran.append("limit")] * 4)
    assert ran == ["ours", "limit", "limit", "ours", "ours", "limit", "limit", "ours"]


def test_the_first_run_is_not_counted() -> None:
    slow_once = iter([range(3_000_000), *[range(10)] * 8])
    assert alone([lambda: sum(next(slow_once))] * 9) < 1


def test_a_goal_beside_a_limit_is_met_up_to_its_ratio() -> None:
    assert Row(what="saving", ours=3, limit=1, times_limit=3).met
    assert not Row(what="saving", ours=3.1, limit=1, times_limit=3).met


def test_a_goal_in_time_is_met_up_to_that_time() -> None:
    assert Row(what="opening", ours=10, within=10).met
    assert not Row(what="opening", ours=10.1, within=10).met


def test_the_table_shows_ours_the_limit_the_ratio_the_goal_and_whether_it_is_met() -> None:
    table = as_table(
        [
            Row(what="saving a contact", ours=4, limit=2, limit_is="the same rows", times_limit=3),
            Row(what="opening a case", ours=12, within=10),
        ]
    )
    _head, saving, opening = (" ".join(line.split()) for line in table.splitlines())
    assert saving == "saving a contact 4.00 ms 2.00 ms 2.0x 3x yes the same rows"
    assert opening == "opening a case 12.00 ms 10 ms NO"
