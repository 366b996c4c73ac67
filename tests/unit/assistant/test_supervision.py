"""When a process of the station is started again."""

import pytest

from assistant.supervision import Order, Policy, Seen, State, Watch, begun, step

pytestmark = pytest.mark.unit

POLICY = Policy()
WELL, MUTE, DEAD, UNASKED = Seen(True, True), Seen(True, False), Seen(False, None), Seen(True, None)


def after(watch: Watch, *sights: tuple[float, Seen]) -> tuple[Watch, Order]:
    """Where a watch stands after it saw these things at these seconds, and its last order."""
    order = Order.NOTHING
    for now, seen in sights:
        watch, order = step(watch, seen, now, POLICY)
    return watch, order


def test_a_process_that_answers_is_ready() -> None:
    watch, order = after(begun(0.0, POLICY), (1.0, MUTE), (2.0, WELL))
    assert (watch.state, order) == (State.READY, Order.NOTHING)


def test_a_dead_process_is_started_again_after_the_shortest_wait() -> None:
    watch, order = after(begun(0.0, POLICY), (1.0, WELL), (2.0, DEAD))
    assert (watch.state, order) == (State.RESTARTING, Order.KILL)
    assert after(watch, (2.4, DEAD))[1] is Order.NOTHING
    again, order = after(watch, (2.5, DEAD))
    assert (again.state, order) == (State.STARTING, Order.START)


def test_the_wait_doubles_up_to_the_longest() -> None:
    watch, now, waits = begun(0.0, POLICY), 0.0, []
    for _ in range(7):
        watch, _order = step(watch, DEAD, now, POLICY)
        waits.append(watch.due - now)
        now = watch.due
        watch, _order = step(watch, DEAD, now, POLICY)
    assert waits == [0.5, 1.0, 2.0, 4.0, 8.0, 10.0, 10.0]


def test_a_minute_of_health_makes_the_wait_short_again() -> None:
    troubled = Watch(State.READY, since=0.0, heard=0.0, wait=8.0)
    assert after(troubled, (59.0, WELL))[0].wait == 8.0
    assert after(troubled, (60.0, WELL))[0].wait == POLICY.shortest


def test_a_process_that_falls_silent_is_hung_only_after_a_while() -> None:
    watch, order = after(begun(0.0, POLICY), (1.0, WELL), (10.9, MUTE))
    assert (watch.state, order) == (State.READY, Order.NOTHING)
    watch, order = after(watch, (11.1, MUTE))
    assert (watch.state, order) == (State.RESTARTING, Order.KILL)


def test_a_process_that_was_not_asked_is_not_hung() -> None:
    assert after(begun(0.0, POLICY), (1.0, WELL), (100.0, UNASKED))[1] is Order.NOTHING


def test_a_slow_start_is_given_time_but_not_for_ever() -> None:
    assert after(begun(0.0, POLICY), (179.0, MUTE))[0].state is State.STARTING
    assert after(begun(0.0, POLICY), (181.0, MUTE))[1] is Order.KILL


def test_a_stopped_process_stays_stopped() -> None:
    stopped = Watch(State.STOPPED, since=0.0, heard=0.0, wait=0.5)
    assert after(stopped, (100.0, DEAD)) == (stopped, Order.NOTHING)
