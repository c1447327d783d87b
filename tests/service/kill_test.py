"""kill -9 at random moments of imports, sweeps, deliveries and backups: nothing is lost, and what comes twice is byte for byte the same.

    kill_test.py PROGRAM [--kills N] [--seed N]

One life of a council is lived undisturbed, and one in which each command is killed again and again before it may end. After
every kill the record is opened as an auditor opens it: at once, and with all that was ever seen in it still there. In the end
both lives have told the same people the same things.
"""

import argparse
import contextlib
import email
import email.policy
import logging
import random
import signal
import statistics
import subprocess
import sys
import time

from mail_server import MailServer
from place import LONG, PlaceTest, csv, main
from register import CONTRACTS, INVOICES, MAIL, MAILBOXES, PEOPLE, contract_row, director, invoice_row, person_row

# Thursdays on which the first notices, reminders and escalations of the register fall due.
DAYS = ["2026-10-01", "2026-10-08", "2026-10-15", "2026-10-22", "2026-10-29", "2026-11-12", "2026-11-19"]
CONTRACTS_IN_ALL = 30
INVOICES_A_DAY = 500
AT_ONCE = 5  # seconds to open the record after a kill, on a machine that has other things to do
KILLS_BETWEEN_VERIFICATIONS = 25
ENOUGH = 25  # kills amidst deliveries; what is sent stays sent, so that many kills find nothing left of a day
SOON = 0.002  # seconds after a mail has arrived
asked = argparse.Namespace(kills=300, seed=0)


def keys_of(place):
    """The Message-ID of each message without what is the record's own, and its subject."""
    [(identity,)] = place.rows("SELECT name FROM identity")
    return {(message_id.replace(identity, "RECORD"), subject)
            for message_id, subject in place.rows("SELECT message_id, subject FROM messages")}


def told(place):
    return set(place.rows("SELECT person, key, stage, member FROM told JOIN alerts ON alerts.id = told.alert"))


def taken_in(place):
    """Every invoice as it was taken in, in the order in which they were; one that was taken in twice would be here twice."""
    return place.rows("SELECT contract, invoice, received_on, amount_gross_pence FROM invoices ORDER BY id")


class Folder:
    """The folder transport's mails."""

    def settings(self):
        return {"mail": MAIL}

    def arrived(self, place):
        return [path.read_bytes() for path in place.mails()]

    def count(self, place):
        return len(place.mails())

    def close(self):
        pass


class Server:
    """The mail server's mails."""

    def __init__(self):
        self.server = MailServer().start()

    def settings(self):
        return {"mail": {"transport": "smtp", "from": MAIL["from"]}, "smtp": self.server.settings}

    def arrived(self, _):
        return [each.content for each in self.server.taken]

    def count(self, _):
        return len(self.server.taken)

    def close(self):
        self.server.close()


class Seen:
    """The head of a record as it was last seen: what was seen once must stay in the log for good."""

    def __init__(self, place):
        self.place, self.sequence, self.hash, self.opened_in = place, 0, None, []

    def look(self):
        begun = time.monotonic()
        entries = self.place.rows("SELECT sequence, hash FROM entries WHERE sequence >= ? ORDER BY sequence", self.sequence)
        self.opened_in.append(time.monotonic() - begun)
        if self.sequence and entries[:1] != [(self.sequence, self.hash)]:
            raise AssertionError(f"entry {self.sequence} was in the log before the kill, and is not now")
        if entries:
            self.sequence, self.hash = entries[-1]


class AKill(PlaceTest):
    def register(self, route):
        self.addCleanup(route.close)
        place = self.place(mailboxes=MAILBOXES, **route.settings())
        numbers = range(1, CONTRACTS_IN_ALL + 1)
        place.take("people", PEOPLE, *map(person_row, numbers), now="2026-09-30T09:00")
        place.take("contracts", CONTRACTS, *map(contract_row, numbers), now="2026-09-30T09:00")
        place.take("invoices", INVOICES, *map(invoice_row, numbers), now="2026-09-30T09:00")
        return place

    def commands(self, place):
        """What is done on each day, with the moment that it is done for."""
        for number, day in enumerate(DAYS):
            rows = [f"C-{row % CONTRACTS_IN_ALL + 1},Bramble Ltd,D-{number}-{row},{day},{row + 1}.00" for row in range(INVOICES_A_DAY)]
            yield ("import", "invoices", place.write(f"invoices-{number}.csv", csv(INVOICES, *rows))), f"{day}T07:00"
            yield ("sweep",), f"{day}T08:00"
            yield ("deliver",), f"{day}T08:01"

    def undisturbed(self, route):
        """Lives through the days; gives the place and how long each command took."""
        place, spans = self.register(route), []
        for command, now in self.commands(place):
            begun = time.monotonic()
            place.did(*command, now=now)
            spans.append(time.monotonic() - begun)
        return place, spans

    def start(self, place, command, now):
        return subprocess.Popen(place.command(*command, now=now), cwd="/", stdin=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def end(self, process, command, now):
        """Whether the kill came before the command had ended, which it must then have done well."""
        process.kill()
        code = process.wait(LONG)
        if code != -signal.SIGKILL:
            self.assertEqual(code, 0, f"{command} at {now}")
        return code == -signal.SIGKILL

    def killed(self, place, command, now, span):
        """Kills the command at a random moment within the span; gives how long it took where it was faster."""
        begun = time.monotonic()
        process = self.start(place, command, now)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(self.chance.uniform(0, span))
        took = time.monotonic() - begun
        return None if self.end(process, command, now) else took

    def killed_amidst(self, route, place, command, now):
        """Kills a delivery at a random moment soon after a mail of it has arrived; whether there was one to wait for."""
        before, until = route.count(place), time.monotonic() + LONG
        process = self.start(place, command, now)
        while process.poll() is None and route.count(place) == before and time.monotonic() < until:
            time.sleep(0.0002)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(self.chance.uniform(0, SOON))
        return self.end(process, command, now)

    def look_after_the_kill(self, seen, now):
        self.kills += 1
        seen.look()
        states = {state for state, in seen.place.rows("SELECT DISTINCT state FROM current_outbox JOIN messages ON id = message"
                                                      " WHERE on_day = ?", now[:10])}
        self.amidst += len(states) > 1
        if self.kills % KILLS_BETWEEN_VERIFICATIONS == 0:
            self.assert_verifies(seen.place)

    def kill(self, times, seen, command, now, span):
        while times > 0:
            faster = self.killed(seen.place, command, now, span)
            if faster is not None:
                span = faster * 0.9
                continue
            times -= 1
            self.look_after_the_kill(seen, now)

    def kill_amidst(self, times, route, seen, command, now):
        """As many of the times as the mails of the day last; gives how many are left."""
        while times > 0 and self.killed_amidst(route, seen.place, command, now):
            times -= 1
            self.look_after_the_kill(seen, now)
        return times

    def disturbed(self, route, spans, kills):
        seen = Seen(self.register(route))
        for left, ((command, now), span) in zip(range(len(spans), 0, -1), zip(self.commands(seen.place), spans)):
            times = round((kills - self.kills) / left)
            if command[0] == "deliver":
                aimed = times // 2
                times += self.kill_amidst(aimed, route, seen, command, now) - aimed
                span *= 0.5
            self.kill(times, seen, command, now, span)
            seen.place.did(*command, now=now)
            seen.look()
        return seen

    def assert_same_life(self, calm, rough, arrived):
        self.assertEqual(taken_in(rough), taken_in(calm))
        self.assertEqual(told(rough), told(calm))
        self.assertEqual(keys_of(rough), keys_of(calm))
        self.assertEqual({state for state, in rough.rows("SELECT state FROM current_outbox")}, {"sent"})
        copies = {}
        for content in arrived:
            message = email.message_from_bytes(content, policy=email.policy.default)
            copies.setdefault(message["Message-ID"].strip("<>"), []).append(content)
        frozen = {message_id for message_id, in rough.rows("SELECT message_id FROM messages")}
        self.assertEqual({each.strip("<>") for each in frozen}, set(copies))
        for message_id, contents in copies.items():
            self.assertEqual(len(set(contents)), 1, f"{message_id} came in two forms")
        twice = len(arrived) - len(copies)
        self.assertLessEqual(twice, self.kills)
        self.assert_verifies(rough)
        return twice

    def live(self, route_type, seed, kills):
        self.chance, self.kills, self.amidst = random.Random(seed), 0, 0
        calm, spans = self.undisturbed(route_type())
        [(alerts,)], [(people,)] = calm.rows("SELECT count(*) FROM alerts"), calm.rows("SELECT count(DISTINCT person) FROM told")
        self.assertGreaterEqual(alerts, 60)
        self.assertGreaterEqual(people, 30)
        self.assertIn((director(1),), calm.rows("SELECT person FROM told"))
        route = route_type()
        seen = self.disturbed(route, spans, kills)
        twice = self.assert_same_life(calm, seen.place, route.arrived(seen.place))
        print(f"seed {seed}: {self.kills} kills, {self.amidst} of them amidst deliveries, {alerts} alerts, "
              f"{len(keys_of(calm))} messages, {twice} came twice; the record opened within "
              f"{statistics.median(seen.opened_in) * 1000:.1f} ms (median), {max(seen.opened_in) * 1000:.1f} ms (longest)", flush=True)
        self.assertGreaterEqual(self.kills, kills)
        self.assertGreater(self.amidst, min(kills // 12, ENOUGH), "too few kills fell into the work to prove anything")
        self.assertLess(max(seen.opened_in), AT_ONCE)

    def test_LeavesACopyWholeOrNone(self):
        self.chance = random.Random(asked.seed + 2)
        place = self.register(Folder())
        begun = time.monotonic()
        place.did("backup", place.folder / "calm.db", now="2026-10-01T07:00")
        span, seen, cut_off = time.monotonic() - begun, Seen(place), 0
        for number in range(asked.kills // 10):
            copy = place.folder / f"copy-{number}.db"
            self.killed(place, ("backup", copy), "2026-10-01T07:00", span)
            seen.look()
            if not copy.exists():
                cut_off += 1
                place.did("backup", copy, now="2026-10-01T07:00")
            self.assertEqual(copy.read_bytes(), (place.folder / "calm.db").read_bytes())
            copy.unlink()
        self.assertGreater(cut_off, asked.kills // 60, "too few kills fell into the work to prove anything")
        self.assert_verifies(place)

    def test_LosesNothingOnTheWayToTheFolder(self):
        self.live(Folder, asked.seed, asked.kills // 2)

    def test_LosesNothingOnTheWayToTheMailServer(self):
        self.live(Server, asked.seed + 1, asked.kills - asked.kills // 2)


if __name__ == "__main__":
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # the server's complaints of clients that were killed
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    arguments = argparse.ArgumentParser(add_help=False)
    arguments.add_argument("--kills", type=int, default=asked.kills)
    arguments.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1, 10**6))
    asked, rest = arguments.parse_known_args()
    sys.argv[1:] = rest
    print(f"{asked.kills} kills, seed {asked.seed}: repeat with --seed {asked.seed}", flush=True)
    main()
