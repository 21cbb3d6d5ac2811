"""This computer's two clocks: one that counts while it sleeps, one that does not."""

import sys
import time

from advocate_desk.domain.idle import Moment

if sys.platform == "linux":

    def this_moment() -> Moment:
        """Return now. Their difference grows by as long as the computer slept."""
        return Moment(
            with_sleep=time.clock_gettime(time.CLOCK_BOOTTIME), awake=time.clock_gettime(time.CLOCK_MONOTONIC)
        )

elif sys.platform == "darwin":

    def this_moment() -> Moment:
        """Return now. Apple's CLOCK_MONOTONIC goes on during sleep, CLOCK_UPTIME_RAW does not."""
        return Moment(
            with_sleep=time.clock_gettime(time.CLOCK_MONOTONIC), awake=time.clock_gettime(time.CLOCK_UPTIME_RAW)
        )

else:

    def this_moment() -> Moment:
        """Return now. Windows' tick count goes on during sleep, so a long sleep counts as time without use.

        A clock without sleep is not asked for yet: a sleep shorter than the time to the lock is not noticed here.
        """
        now = time.monotonic()
        return Moment(with_sleep=now, awake=now)
