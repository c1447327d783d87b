"""Read-only opens beside a busy service that is killed and started between: each reads the head, none fails, none goes back.

    opens_test.py PROGRAM [--opens N] [--seed N]
"""

import argparse
import random
import signal
import sqlite3
import statistics
import sys
import threading
import time

from place import LONG, PlaceTest, csv, main
from register import CONTRACTS, INVOICES, MAILBOXES, contract_row
from service import Service

READERS = 2
OPENS_BETWEEN_KILLS = 1000
INVOICES_A_FILE = 200
asked = argparse.Namespace(opens=4000, seed=0)


class Reader(threading.Thread):
    """An auditor who opens the record anew for each look at its head."""

    def __init__(self, database, opens):
        super().__init__(daemon=True)
        self.database, self.left, self.opened_in, self.fault = database, opens, [], None

    def run(self):
        sequence, hash_of_head = 0, None
        try:
            while self.left > 0:
                begun = time.monotonic()
                head = self.head()
                self.opened_in.append(time.monotonic() - begun)
                assert head[0] > sequence or head == (sequence, hash_of_head), f"from {sequence} back to {head[0]}"
                sequence, hash_of_head = head
                self.left -= 1
        except (sqlite3.Error, AssertionError) as fault:
            self.fault = fault

    def head(self):
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=LONG)
        try:
            return connection.execute("SELECT sequence, hash FROM entries ORDER BY sequence DESC LIMIT 1").fetchone()
        finally:
            connection.close()


class Feeder(threading.Thread):
    """Takes in one file after another, over the service's socket."""

    def __init__(self, place):
        super().__init__(daemon=True)
        self.place, self.ends, self.turn = place, threading.Event(), threading.Lock()

    def run(self):
        number = 0
        while not self.ends.is_set():
            number += 1
            rows = [f"C-1,Bramble Ltd,F-{number}-{row},2026-09-01,1200.00" for row in range(INVOICES_A_FILE)]
            path = self.place.write("more.csv", csv(INVOICES, *rows))
            with self.turn:
                self.place.call("import", "invoices", path)  # fails where the service is killed meanwhile

    def end(self):
        self.ends.set()
        self.join(LONG)


class ABusyRecord(PlaceTest):
    def opened_so_far(self):
        return sum(len(reader.opened_in) for reader in self.readers)

    def reading(self):
        return any(reader.is_alive() for reader in self.readers)

    def live_until(self, opens, service):
        """The service runs until so many opens were made, and then for a moment more."""
        while self.reading() and self.opened_so_far() < opens:
            self.assertTrue(service.alive(), service.lines)
            self.readers[0].join(0.05)
        self.readers[0].join(random.Random(asked.seed + opens).uniform(0, 0.05))

    def test_IsOpenedAndReadWithoutAnErrorWhateverBecomesOfTheService(self):
        place = self.place(mailboxes=MAILBOXES)
        place.take("contracts", CONTRACTS, contract_row(1))
        feeder = Feeder(place)
        self.readers = [Reader(place.database, asked.opens // READERS) for _ in range(READERS)]
        services = 0
        for thread in self.readers:
            thread.start()
        while self.reading():
            with feeder.turn:  # a command that finds no service would hold the record itself
                service = Service(place).__enter__()
                self.addCleanup(service.__exit__)
                service.ready()
            services += 1
            if services == 1:
                feeder.start()
            self.live_until(services * OPENS_BETWEEN_KILLS, service)
            service.signal(signal.SIGKILL)
            service.ended()
        feeder.end()
        self.assertEqual([reader.fault for reader in self.readers], [None] * READERS)
        spans = [span for reader in self.readers for span in reader.opened_in]
        print(f"{len(spans)} opens, {services} services killed, {len(place.entries())} entries; an open took "
              f"{statistics.median(spans) * 1000:.1f} ms (median), {max(spans) * 1000:.1f} ms (longest)", flush=True)
        self.assertEqual(len(spans), asked.opens // READERS * READERS)
        self.assertGreater(len(place.entries("import")), services, "the writer was not busy")
        self.assert_verifies(place)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(add_help=False)
    arguments.add_argument("--opens", type=int, default=asked.opens)
    arguments.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1, 10**6))
    asked, rest = arguments.parse_known_args()
    sys.argv[1:] = rest
    main()
