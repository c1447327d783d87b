"""Settings that are read anew while the service runs, and settings that it does not let in."""

import signal

from place import PlaceTest, main
from register import MAIL, MAILBOXES, PEOPLE, director, person_row
from service import NoticeSocket, Service

TAKEN = "settings.toml are in force now"
REFUSED = "settings.toml were refused and the old ones stay in force"

# Texts of 16 bytes on which toml++ 3.3.0, Debian 12's, ends or leaves the process; and what else is no settings file.
HOSTILE = {
    "a table that never closes": b"[\n",
    "a table that never closes, over 16 bytes": b"[\n" * 8,
    "U+FEF7 where a key belongs": b"\xef\xbb\xb7" + b"\x00" * 13,
    "U+FEF7 before a table": b"\xef\xbb\xb7[mail]\na='b'\n",
    "U+FEF7 as a value": b"a = \xef\xbb\xb7\nbcd = 12",
    "bytes that are no UTF-8": b"[mail]\nfrom = \"\xff\xfe\"\n",
    "nothing but brackets": b"[" * 4096,
    "a value that never ends": b"[mail]\nfrom = \"\"\"",
}


class AReload(PlaceTest):
    def setUp(self):
        self.kept = self.place(mail=MAIL, mailboxes=MAILBOXES)
        self.kept.take("people", PEOPLE, person_row(1))

    def reloaded(self, service, pattern):
        since = len(service.lines)
        service.signal(signal.SIGHUP)
        return service.said(pattern, since=since)

    def sends_to(self, folder):
        """A test message shows through which settings mail leaves now."""
        before = set((self.kept.folder / folder).glob("*.eml"))
        self.assertEqual(self.kept.did("mail", "test", director(1))["state"], "sent")
        return len(set((self.kept.folder / folder).glob("*.eml")) - before) == 1

    def in_force(self):
        return self.kept.rows("SELECT content FROM settings_in_force ORDER BY id DESC LIMIT 1")[0][0]

    def test_TakesEffect(self):
        notices = NoticeSocket(self.kept.folder / "notice")
        self.addCleanup(notices.close)
        with Service(self.kept, NOTIFY_SOCKET=notices.path) as service:
            service.ready()
            begun = notices.wait_for("READY=1")
            self.assertTrue(self.sends_to("mail"))
            self.kept.set(mail={**MAIL, "folder": "elsewhere"}, alerts={"digest_at": "09:45"})
            self.reloaded(service, TAKEN)
            notices.wait_for("READY=1", since=notices.wait_for("RELOADING=1", since=begun))
            self.assertTrue(self.sends_to("elsewhere"))
            self.assertEqual(service.stop(), 0)
        self.assertIn("09:45", self.in_force(), "the new hour of the digests is in the record")
        self.assert_verifies(self.kept)

    def assert_goes_on_as_before(self, service):
        self.assertTrue(service.alive())
        self.assertTrue(self.sends_to("mail"), "the old settings are in force")

    def refused_with(self, service, text):
        self.kept.settings_file.write_bytes(text)
        line = self.reloaded(service, REFUSED)
        self.kept.set()  # commands read the file as well
        self.assert_goes_on_as_before(service)
        return line

    def test_KeepsTheOldSettingsWhereAKeyIsUnknown(self):
        with Service(self.kept) as service:
            service.ready()
            self.kept.set(mail={**MAIL, "folder": "elsewhere", "foldr": "x"})
            line = self.reloaded(service, REFUSED)
            self.assertIn("`contractwatch settings check` finds problems, named above. Correct the file", line)
            service.said("settings.toml:[0-9]+:[0-9]+: mail.foldr: .*folder")
            self.kept.set(mail=MAIL)
            self.assert_goes_on_as_before(service)
            self.assertEqual(service.stop(), 0)

    def test_KeepsTheOldSettingsWhereTheFileIsGone(self):
        with Service(self.kept) as service:
            service.ready()
            self.kept.settings_file.unlink()
            self.reloaded(service, REFUSED)
            self.kept.set()
            self.assert_goes_on_as_before(service)

    def test_SurvivesTextsThatEndTheParser(self):
        with Service(self.kept) as service:
            service.ready()
            for name, text in HOSTILE.items():
                with self.subTest(name):
                    self.refused_with(service, text)
            self.kept.set(mail={**MAIL, "folder": "elsewhere"})
            self.reloaded(service, TAKEN)
            self.assertTrue(self.sends_to("elsewhere"), "and the next good file is taken")
            self.assertEqual(service.stop(), 0)
        self.assert_verifies(self.kept)

    def test_OfTheSameFileChangesNothing(self):
        with Service(self.kept) as service:
            service.ready()
            for _ in range(5):
                self.reloaded(service, TAKEN)
            self.assert_goes_on_as_before(service)
            self.assertEqual(service.stop(), 0)


if __name__ == "__main__":
    main()
