"""Digests on their way through a real mail server, and what goes wrong with mail servers."""

import email
import email.policy
import re
import threading

from mail_server import MailServer
from place import LONG, PlaceTest, main
from register import CONTRACTS, MAILBOXES, MEASURES, OUTCOME, OUTCOMES, PEOPLE, contract_row, director, measure_row, person_row
from service import Service, wait_until

# Thursday 1 October 2026, a working day, at the hour of the digests.
DIGESTS = "2026-10-01T08:00"
AT_ONCE = "2026-10-01T08:01"
SOON = "2026-10-01T08:05"
LATER = "2026-10-01T12:00"
FROM = "contracts@westhaven.example"


class Mail(PlaceTest):
    def setUp(self):
        self.server = MailServer()
        self.addCleanup(self.server.close)
        self.kept = self.place(mail={"transport": "smtp", "from": FROM}, smtp=self.server.settings, mailboxes=MAILBOXES)
        self.everybody = [MAILBOXES["procurement"], director(1), director(2), director(3)]

    def with_digests_queued(self):
        """Three contracts without a manager: one digest for each director, and one for procurement."""
        self.kept.take("people", PEOPLE, *map(person_row, (1, 2, 3)), now="2026-10-01T07:00")
        self.kept.take("contracts", CONTRACTS, *map(contract_row, (1, 2, 3)), now="2026-10-01T07:00")
        self.kept.take("outcomes", OUTCOMES, OUTCOME, now="2026-10-01T07:00")
        self.kept.take("measures", MEASURES, *map(measure_row, (1, 2, 3)), now="2026-10-01T07:00")
        swept = self.kept.did("sweep", now=DIGESTS)
        self.assertEqual((swept["raised"], swept["queued"]), (3, 4), swept)

    def outbox(self):
        return dict(self.kept.rows("SELECT recipient, state FROM current_outbox JOIN messages ON id = message"))

    def attempts(self, recipient):
        """What became of each attempt to reach somebody: result, code, words, whom we spoke to."""
        return self.kept.rows("SELECT result, reply_code, reply, server FROM delivery_attempts JOIN messages ON messages.id = message"
                              " WHERE recipient = ? AND phase = 'ended' ORDER BY attempt", recipient)

    def frozen(self, recipient):
        """The message as the record froze it, with the line ends that it has on the wire."""
        text = self.kept.rows("SELECT eml FROM message_bodies JOIN messages ON id = message WHERE recipient = ?", recipient)[0][0]
        return re.sub(rb"\r?\n", b"\r\n", text.encode())

    def deliver(self, now):
        return self.kept.did("deliver", now=now)

    def assert_all_arrived(self):
        self.assertEqual(self.outbox(), {each: "sent" for each in self.everybody})
        for each in self.everybody:
            self.assertEqual(self.server.to(each)[-1].content, self.frozen(each))
        self.assert_verifies(self.kept)


class ADigest(Mail):
    def test_ReachesEachPersonInATransactionOfTheirOwn(self):
        self.with_digests_queued()
        self.server.start()
        self.assertEqual(self.deliver(AT_ONCE)["sent"], 4)
        self.assertEqual(sorted(each.recipients for each in self.server.taken), sorted([each] for each in self.everybody))
        self.assertEqual({each.sender for each in self.server.taken}, {FROM})
        self.assert_all_arrived()

    def test_IsReadableByAnotherProgram(self):
        self.with_digests_queued()
        self.server.start()
        self.deliver(AT_ONCE)
        heads = {f"{sequence}:{digest}" for sequence, digest in self.kept.rows("SELECT sequence, lower(hex(hash)) FROM entries")}
        for taken in self.server.taken:
            message = taken.message
            self.assertEqual(message.defects, [])
            self.assertEqual(message["To"].addresses[0].addr_spec, taken.recipients[0])
            self.assertEqual(message["From"].addresses[0].addr_spec, FROM)
            self.assertIn(message["X-Contractwatch-Log"], heads)
            self.assertRegex(message["Message-ID"], r"^<digest\.2026-10-01\.1\..+@westhaven\.example>$")
            self.assertEqual(message["Date"].datetime.isoformat(), "2026-10-01T07:00:00+00:00")
            self.assertEqual(message["Auto-Submitted"], "auto-generated")
            text = message.get_body(("plain",)).get_content()
            self.assertIn("Grounds maintenance", text)
            self.assertIn(message["X-Contractwatch-Log"], re.sub(r"\s", "", text))
            self.assertIn("Grounds maintenance", message.get_body(("html",)).get_content())
        self.assertEqual(len({each.message["Message-ID"] for each in self.server.taken}), 4)

    def test_LeavesTheServersOwnWordsInTheRecord(self):
        self.with_digests_queued()
        self.server.start()
        self.deliver(AT_ONCE)
        for number, taken in enumerate(self.server.taken, 1):
            [(result, code, reply, server)] = self.attempts(taken.recipients[0])
            self.assertEqual((result, code, reply), ("sent", 250, f"250 2.0.0 kept as number {number}"))
            self.assertIn("127.0.0.1", server)

    def test_IsSentOnce(self):
        self.with_digests_queued()
        self.server.start()
        for now in (AT_ONCE, SOON, LATER):
            self.deliver(now)
        self.assertEqual(len(self.server.taken), 4)


class ARefusedRecipient(Mail):
    def test_KeepsNobodyElseFromTheirMail(self):
        self.with_digests_queued()
        self.server.refusals = {director(2): "550 5.1.1 no such person here"}
        self.server.start()
        delivered = self.deliver(AT_ONCE)
        self.assertEqual((delivered["sent"], delivered["failed"], delivered["waiting"]), (3, 1, 0))
        self.assertEqual(self.outbox(), {each: "refused" if each == director(2) else "sent" for each in self.everybody})
        self.assertEqual(self.attempts(director(2))[0][:3], ("refused", 550, "550 5.1.1 no such person here"))

        self.kept.did("sweep", now=SOON)
        found = self.kept.rows("SELECT subject FROM alerts WHERE kind = 'delivery_failed'")
        self.assertEqual(found, [(director(2),)])
        self.deliver(SOON)
        told = self.server.to(MAILBOXES["operator"])[0].message
        self.assertIn("no such person here", told.get_body(("plain",)).get_content())
        self.assert_verifies(self.kept)


class AServerInTrouble(Mail):
    def test_ThatIsDownKeepsTheMailWaiting(self):
        self.with_digests_queued()
        delivered = self.deliver(AT_ONCE)
        self.assertEqual((delivered["sent"], delivered["waiting"]), (0, 4))
        self.assertTrue(delivered["next_attempt_at"])
        self.assertEqual(set(self.outbox().values()), {"queued"})
        self.server.start()
        self.assertEqual(self.deliver(LATER)["sent"], 4)
        self.assert_all_arrived()

    def test_ThatAsksForPatienceGetsIt(self):
        self.with_digests_queued()
        good = self.server.final
        self.server.final = lambda _: "451 4.3.0 try again later"
        self.server.start()
        delivered = self.deliver(AT_ONCE)
        self.assertEqual((delivered["sent"], delivered["deferred"], delivered["waiting"]), (0, 4, 4))
        self.server.final = good
        self.assertEqual(self.deliver(AT_ONCE)["sent"], 0, "not before its time")
        self.assertEqual(self.deliver(LATER)["sent"], 4)
        self.assertEqual([row[:3] for row in self.attempts(director(1))][0], ("deferred", 451, "451 4.3.0 try again later"))
        self.assert_all_arrived()

    def test_ThatHangsUpBeforeItsLastWordGetsTheSameBytesAgain(self):
        self.with_digests_queued()
        good = self.server.final
        self.server.final = lambda _: None
        self.server.start()
        self.assertEqual(self.deliver(AT_ONCE)["sent"], 0)
        self.assertEqual({row[0] for each in self.everybody for row in self.attempts(each)}, {"unknown"})
        self.server.final = good
        self.assertEqual(self.deliver(LATER)["sent"], 4)
        for each in self.everybody:
            first, second = self.server.to(each)
            self.assertEqual(first.content, second.content)
        self.assert_all_arrived()

    def test_ThatTakesNobodysMailForGoodIsAnAlert(self):
        self.with_digests_queued()
        self.server.final = lambda _: "554 5.7.1 message refused"
        self.server.start()
        self.assertEqual(self.deliver(AT_ONCE)["failed"], 4)
        self.kept.did("sweep", now=SOON)
        self.assertEqual(len(self.kept.rows("SELECT 1 FROM alerts WHERE kind = 'delivery_failed'")), 4)


class ATestMail(Mail):
    """On any day of the year, and through the running service."""

    def test_TellsWhatTheServerSaid(self):
        self.server.refusals = {director(2): "550 5.1.1 no such person here"}
        self.server.start()
        with Service(self.kept) as service:
            service.ready()
            sent = self.kept.did("mail", "test", director(1))
            self.assertEqual((sent["state"], sent["reply"]), ("sent", "250 2.0.0 kept as number 1"))
            refused = self.kept.call("--json", "mail", "test", director(2))
            self.assertEqual((refused.exit, refused.document["state"]), (3, "refused"))
            self.assertIn("no such person here", refused.document["reply"])
            self.assertEqual(service.stop(), 0)
        taken = self.server.taken[0]
        self.assertEqual((taken.recipients, taken.message.defects), ([director(1)], []))
        self.assertIn(taken.message["X-Contractwatch-Log"].split(":")[0], "0123456789")
        self.assert_verifies(self.kept)

    def test_WaitsInTheServiceUntilTheServerIsUp(self):
        self.kept.set(delivery={"retry_minutes": [1]})
        with Service(self.kept) as service:
            service.ready()
            done = self.kept.call("--json", "mail", "test", director(1))
            self.assertEqual((done.exit, done.document["state"]), (3, "queued"))
            self.server.start()
            service.said(f"to {director(1)} was accepted by")  # by itself, when the minute is over
            self.assertEqual(service.stop(), 0)
        self.assertEqual(len(self.server.taken), 1)
        self.assert_verifies(self.kept)


class ADeliveryAskedFor(Mail):
    """Of the running service, on any day of the year."""

    def test_HasWhatWaitsTriedNowWithoutWaitingForIt(self):
        with Service(self.kept) as service:
            service.ready()
            self.assertEqual(self.kept.call("--json", "mail", "test", director(1)).document["state"], "queued")
            self.server.start()
            asked = self.kept.did("deliver")
            self.assertEqual((asked["sent"], asked["waiting"]), (0, 1), asked)
            service.said(f"to {director(1)} was accepted by")  # long before the minute of its first pause is over
            self.assertEqual(service.stop(), 0)
        self.assertEqual(len(self.server.taken), 1)
        self.assert_verifies(self.kept)

    def test_HoldsUpNoOtherCommand(self):
        """The server takes the message and says nothing: the service answers others meanwhile."""
        answer = threading.Event()
        self.addCleanup(answer.set)
        good = self.server.final
        self.server.final = lambda envelope: answer.wait(LONG) and good(envelope)
        self.server.start()
        with Service(self.kept) as service:
            service.ready()
            waiting = threading.Thread(target=self.kept.call, args=("mail", "test", director(1)))
            waiting.start()
            wait_until(lambda: self.kept.rows("SELECT 1 FROM current_outbox WHERE state = 'in_flight'"), "it is on its way")
            self.assertEqual(self.kept.did("deliver")["waiting"], 1)
            self.assertTrue(waiting.is_alive(), "it waits for the server's last word")
            answer.set()
            waiting.join(LONG)
            self.assertEqual(self.outbox(), {director(1): "sent"})
            self.assertEqual(service.stop(), 0)


if __name__ == "__main__":
    main()
