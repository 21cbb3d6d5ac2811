from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.idle import HIDDEN_SECONDS, IdleTimes, IdleWatch, Moment, Stage

TIMES = IdleTimes.in_minutes(cover=2, lock=10)


@dataclass
class Clocks:
    """Two clocks somebody sets: one goes on during sleep."""

    with_sleep: float = 1000.0
    awake: float = 400.0

    def now(self) -> Moment:
        return Moment(with_sleep=self.with_sleep, awake=self.awake)

    def go(self, seconds: float) -> Moment:
        self.with_sleep += seconds
        self.awake += seconds
        return self.now()

    def sleep(self, seconds: float) -> Moment:
        self.with_sleep += seconds
        return self.now()


def watch(clocks: Clocks) -> IdleWatch:
    return IdleWatch(TIMES, clocks.now())


def test_after_two_minutes_it_is_covered_a_minute_before_the_lock_it_warns_after_ten_it_locks() -> None:
    clocks = Clocks()
    desk = watch(clocks)
    assert desk.stage(clocks.go(119)) is Stage.IN_USE
    assert desk.stage(clocks.go(1)) is Stage.COVERED
    assert desk.stage(clocks.go(419)) is Stage.COVERED
    assert desk.stage(clocks.go(1)) is Stage.WARNED
    assert desk.seconds_left(clocks.now()) == 60
    assert desk.stage(clocks.go(60)) is Stage.LOCKED


def test_any_key_before_the_lock_begins_the_time_anew() -> None:
    clocks = Clocks()
    desk = watch(clocks)
    assert desk.use(clocks.go(599)) is Stage.IN_USE
    assert desk.stage(clocks.go(119)) is Stage.IN_USE


def test_a_key_that_comes_after_the_time_is_up_saves_nothing() -> None:
    clocks = Clocks()
    desk = watch(clocks)
    assert desk.use(clocks.go(600)) is Stage.LOCKED
    assert desk.use(clocks.go(1)) is Stage.LOCKED
    desk.change(IdleTimes.in_minutes(cover=10, lock=15))
    assert desk.stage(clocks.now()) is Stage.LOCKED


def test_a_computer_that_slept_wakes_up_locked_though_nobody_said_a_word() -> None:
    clocks = Clocks()
    desk = watch(clocks)
    desk.use(clocks.go(5))
    assert desk.use(clocks.sleep(3)) is Stage.LOCKED


def test_clocks_that_drift_apart_by_a_hair_lock_nothing() -> None:
    clocks = Clocks()
    desk = watch(clocks)
    clocks.awake += 0.5
    desk.use(clocks.go(1))
    clocks.awake -= 1.0
    assert desk.use(clocks.go(1)) is Stage.IN_USE


def test_a_desk_hidden_by_hand_comes_back_within_a_minute_and_not_after() -> None:
    clocks = Clocks()
    desk = watch(clocks)
    desk.hide(clocks.now())
    assert desk.use(clocks.go(HIDDEN_SECONDS - 1)) is Stage.COVERED
    assert desk.show(clocks.now()) is Stage.IN_USE
    desk.hide(clocks.now())
    desk.use(clocks.go(HIDDEN_SECONDS - 1))
    assert desk.show(clocks.go(1)) is Stage.LOCKED


def test_a_service_changes_its_times_while_the_desk_is_open() -> None:
    clocks = Clocks()
    desk = watch(clocks)
    desk.change(IdleTimes.in_minutes(cover=1, lock=2))
    assert desk.stage(clocks.go(59)) is Stage.IN_USE
    assert desk.stage(clocks.go(1)) is Stage.WARNED
    assert desk.stage(clocks.go(60)) is Stage.LOCKED


Step = tuple[str, float]
STEPS = st.lists(
    st.tuples(st.sampled_from(["wait", "use", "hide", "show", "sleep"]), st.floats(min_value=0, max_value=400)),
    max_size=30,
)


@given(STEPS)
def test_no_order_of_keys_pauses_and_sleep_leaves_an_unwatched_desk_open_or_opens_a_locked_one(
    steps: list[Step],
) -> None:
    clocks = Clocks()
    desk = watch(clocks)
    unused, hidden, locked = 0.0, None, False
    for act, seconds in steps:
        now = clocks.sleep(seconds) if act == "sleep" else clocks.go(seconds)
        unused += seconds
        hidden = None if hidden is None else hidden + seconds
        must_lock = (
            locked
            or (act == "sleep" and seconds > 2.5)
            or unused >= TIMES.lock_after
            or (hidden is not None and hidden >= HIDDEN_SECONDS)
        )
        match act:
            case "use":
                stage = desk.use(now)
            case "show":
                stage = desk.show(now)
            case "hide":
                desk.hide(now)
                stage = desk.stage(now)
            case _:
                stage = desk.stage(now)
        if must_lock:
            assert stage is Stage.LOCKED
        locked = stage is Stage.LOCKED
        if act in {"use", "show"} and not locked:
            unused = 0.0
        if act == "show" and not locked:
            hidden = None
        if act == "hide" and hidden is None:
            hidden = 0.0
        if hidden is not None or unused >= TIMES.cover_after:
            assert stage >= Stage.COVERED
