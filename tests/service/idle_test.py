"""The idle service: how much memory it holds, and how often it wakes."""

import pathlib
import re
import time

from place import PlaceTest, main
from register import CONTRACTS, INVOICES, MAILBOXES, PEOPLE, contract_row, invoice_row, person_row
from service import Service, wait_until

MOST_ANONYMOUS_KIB = 12 * 1024
MOST_RESIDENT_KIB = 48 * 1024
WINDOW = 20.0  # seconds of idleness that are watched
# The loop wakes once a minute and looks at the drop folder once a minute. Each can wake the loop, the worker and the loop again.
MOST_WAKES = 5


class Process:
    def __init__(self, number):
        self.folder = pathlib.Path(f"/proc/{number}")

    def kib(self, file, name):
        text = (self.folder / file).read_text(encoding="ascii")
        return int(re.search(rf"^{name}:\s+([0-9]+) kB", text, re.MULTILINE)[1])

    def wakes(self):
        """How often its threads have gone to sleep of their own accord, which is how often they were awake."""
        counts = {}
        for status in self.folder.glob("task/*/status"):
            counts[status.parent.name] = int(re.search(r"^voluntary_ctxt_switches:\s+([0-9]+)", status.read_text(), re.MULTILINE)[1])
        return counts


class TheIdleService(PlaceTest):
    def served(self):
        place = self.place(drop={"folder": "drop"}, mailboxes=MAILBOXES)
        place.drop.mkdir()
        service = Service(place)
        service.__enter__()
        self.addCleanup(service.__exit__)
        service.ready()
        numbers = range(1, 31)
        place.take("people", PEOPLE, *map(person_row, numbers))
        place.take("contracts", CONTRACTS, *map(contract_row, numbers))
        place.take("invoices", INVOICES, *map(invoice_row, numbers))
        place.did("sweep")
        return place, service, Process(service.process.pid)

    def quiet(self, place, process):
        """Waits until nobody in the process has been awake for three seconds; gives what was counted and recorded then."""
        state = {"at": time.monotonic(), "wakes": process.wakes()}

        def still():
            wakes = process.wakes()
            if wakes != state["wakes"]:
                state.update(at=time.monotonic(), wakes=wakes)
            return time.monotonic() - state["at"] > 3

        wait_until(still, "the service has nothing more to do")
        return state["wakes"], place.entries()

    def test_HoldsLittleMemory(self):
        place, _, process = self.served()
        self.quiet(place, process)
        figures = {"Anonymous": process.kib("smaps_rollup", "Anonymous"), "RssAnon": process.kib("status", "RssAnon"),
                   "VmRSS": process.kib("status", "VmRSS")}
        print(figures, "KiB", flush=True)
        self.assertLess(figures["Anonymous"], MOST_ANONYMOUS_KIB)
        self.assertLess(figures["RssAnon"], MOST_ANONYMOUS_KIB)
        self.assertLess(figures["VmRSS"], MOST_RESIDENT_KIB)

    def watch(self, place, process):
        """The wakes of one window, or nothing where something fell due within it."""
        wakes, entries = self.quiet(place, process)
        end = time.monotonic() + WINDOW
        wait_until(lambda: time.monotonic() > end, "the window is over")
        after = process.wakes()
        if place.entries() != entries:
            return None
        return sum(after.values()) - sum(wakes.get(thread, 0) for thread in after)

    def test_SleepsUntilSomethingIsDue(self):
        place, service, process = self.served()
        counted = next(filter(lambda wakes: wakes is not None, (self.watch(place, process) for _ in range(4))), None)
        self.assertIsNotNone(counted, "there was something to do in each window")
        print(f"{counted} wakes in {WINDOW:.0f} seconds", flush=True)
        self.assertLessEqual(counted, MOST_WAKES)
        self.assertEqual(service.stop(), 0)


if __name__ == "__main__":
    main()
