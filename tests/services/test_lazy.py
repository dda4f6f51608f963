"""A lazy attribute is built once, whichever thread asks first."""

import threading
import time

from explorer.services.lazy import Lazy, built


class Owner:
    def __init__(self) -> None:
        self.count = 0

    @Lazy
    def slow(self) -> int:
        self.count += 1
        time.sleep(0.02)
        return self.count

    @Lazy
    def other(self) -> str:
        return f"with {self.slow}"


def test_many_threads_get_the_one_value() -> None:
    owner = Owner()
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(owner.slow)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1] * 8
    assert owner.count == 1


def test_nothing_is_built_before_it_is_asked_for() -> None:
    owner = Owner()
    assert not built(owner, "slow")
    assert owner.other == "with 1"
    assert built(owner, "slow")
    assert built(owner, "other")
