"""kill -9 at random moments of sweeps and deliveries: nothing is lost, and what comes twice is byte for byte the same.

    kill_test.py PROGRAM [--kills N] [--seed N]
"""

import argparse
import email
import email.policy
import logging
import random
import signal
import subprocess
import sys
import time

from mail_server import MailServer
from place import LONG, PlaceTest, main
from register import CONTRACTS, INVOICES, MAIL, MAILBOXES, PEOPLE, contract_row, director, invoice_row, person_row

# Thursdays on which the first notices, reminders and escalations of the register fall due.
DAYS = ["2026-10-01", "2026-10-08", "2026-10-15", "2026-10-22", "2026-10-29", "2026-11-12", "2026-11-19"]
CONTRACTS_IN_ALL = 30
asked = argparse.Namespace(kills=60, seed=0)


def keys_of(place):
    """The Message-ID of each message without what is the record's own, and its subject."""
    [(identity,)] = place.rows("SELECT name FROM identity")
    return {(message_id.replace(identity, "RECORD"), subject)
            for message_id, subject in place.rows("SELECT message_id, subject FROM messages")}


def told(place):
    return set(place.rows("SELECT person, key, stage, member FROM told JOIN alerts ON alerts.id = told.alert"))


class Folder:
    """The folder transport's mails."""

    def settings(self):
        return {"mail": MAIL}

    def arrived(self, place):
        return [path.read_bytes() for path in place.mails()]

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

    def close(self):
        self.server.close()


class AKill(PlaceTest):
    def register(self, route):
        self.addCleanup(route.close)
        place = self.place(mailboxes=MAILBOXES, **route.settings())
        numbers = range(1, CONTRACTS_IN_ALL + 1)
        place.take("people", PEOPLE, *map(person_row, numbers), now="2026-09-30T09:00")
        place.take("contracts", CONTRACTS, *map(contract_row, numbers), now="2026-09-30T09:00")
        place.take("invoices", INVOICES, *map(invoice_row, numbers), now="2026-09-30T09:00")
        return place

    def undisturbed(self, route):
        """Lives through the days; gives the place and how long each command took."""
        place, spans = self.register(route), {}
        for day in DAYS:
            for command, now in (("sweep", f"{day}T08:00"), ("deliver", f"{day}T08:01")):
                begun = time.monotonic()
                place.did(command, now=now)
                spans[day, command] = time.monotonic() - begun
        return place, spans

    def killed(self, place, command, now, span):
        """Kills the command at a random moment within the span; gives how long it took where it was faster."""
        begun = time.monotonic()
        process = subprocess.Popen(place.command(command, now=now), cwd="/", stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            code = process.wait(self.chance.uniform(0, span))
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait(LONG)
        if code == -signal.SIGKILL:
            return None
        self.assertEqual(code, 0, f"{command} at {now}")
        return time.monotonic() - begun

    def kill(self, times, place, command, now, span):
        while times > 0:
            faster = self.killed(place, command, now, span)
            if faster is not None:
                span = faster * 0.9
                continue
            times -= 1
            self.kills += 1
            states = {state for state, in place.rows("SELECT DISTINCT state FROM current_outbox JOIN messages ON id = message"
                                                     " WHERE on_day = ?", now[:10])}
            self.amidst += len(states) > 1
            self.assert_verifies(place)

    def disturbed(self, route, spans, kills):
        place = self.register(route)
        rounds = [(day, command) for day in DAYS for command in ("sweep", "deliver")]
        for left, (day, command) in zip(range(len(rounds), 0, -1), rounds):
            weight = 1 if command == "sweep" else 2
            times = -(-(kills - self.kills) * weight * 2 // (3 * left)) if left > 1 else kills - self.kills
            now = f"{day}T08:00" if command == "sweep" else f"{day}T08:01"
            self.kill(times, place, command, now, spans[day, command] * (1.0 if command == "sweep" else 0.5))
            place.did(command, now=now)
        return place

    def assert_same_life(self, calm, rough, arrived):
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
        rough = self.disturbed(route, spans, kills)
        twice = self.assert_same_life(calm, rough, route.arrived(rough))
        print(f"seed {seed}: {self.kills} kills, {self.amidst} of them amidst deliveries, {alerts} alerts, "
              f"{len(keys_of(calm))} messages, {twice} came twice", flush=True)
        self.assertGreaterEqual(self.kills, kills)
        self.assertGreater(self.amidst, kills // 10, "too few kills fell into the work to prove anything")

    def test_LosesNothingOnTheWayToTheFolder(self):
        self.live(Folder, asked.seed, asked.kills // 2)

    def test_LosesNothingOnTheWayToTheMailServer(self):
        self.live(Server, asked.seed + 1, asked.kills - asked.kills // 2)


if __name__ == "__main__":
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # the server's complaints of clients that were killed
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    arguments = argparse.ArgumentParser(add_help=False)
    arguments.add_argument("--kills", type=int, default=60)
    arguments.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1, 10**6))
    asked, rest = arguments.parse_known_args()
    sys.argv[1:] = rest
    print(f"{asked.kills} kills, seed {asked.seed}: repeat with --seed {asked.seed}", flush=True)
    main()
