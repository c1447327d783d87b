"""Lives a year of the demo in one go, and explains its mails: how many there were, of what, and that none came twice or on a day off
but the daily note of the log's head.

    year_test.py PROGRAM SOURCE_FOLDER [--write]
"""

import collections
import datetime
import email
import email.policy
import pathlib
import sys

from demo import DAYS, Demo

PROGRAM, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
EXPECTED = SOURCE / "tests" / "scenarios" / "year_expected.txt"
# GOV.UK, England and Wales, Monday to Friday, October 2026 to September 2027.
BANK_HOLIDAYS = {datetime.date(*day) for day in [(2026, 12, 25), (2026, 12, 28), (2027, 1, 1), (2027, 3, 26), (2027, 3, 29), (2027, 5, 3), (2027, 5, 31), (2027, 8, 30)]}


class Council(Demo):
    """Nothing happens to it that a preview cannot foresee."""

    def __init__(self):
        super().__init__(PROGRAM, SOURCE, faults=False)

    def preview(self, first, last):
        return self.run("2026-09-30T17:05", "preview", "--from", first, "--to", last)


def explanation(mails):
    by_month = collections.Counter(mail["on"][:7] for mail in mails)
    told = collections.Counter(key.split("/")[0] for mail in mails for key in mail["findings"])
    people = len({mail["to"] for mail in mails})
    lines = [f"{len(mails)} mails to {people} people and mailboxes", "", "by month"]
    lines += [f"  {month}  {count}" for month, count in sorted(by_month.items())]
    lines += ["", "what they told (one finding to one reader counts once in each mail)"]
    lines += [f"  {kind}  {count}" for kind, count in sorted(told.items())]
    return "\n".join(lines) + "\n"


def is_note(mail):
    return mail["subject"].startswith("Note of the contract record")


def check_days(mails):
    noted = [mail["on"] for mail in mails if is_note(mail)]
    assert len(noted) == len(set(noted)) == 365, f"{len(noted)} notes of the log's head: one a day is due, on days off too"
    mails = [mail for mail in mails if not is_note(mail)]
    for mail in mails:
        day = datetime.date.fromisoformat(mail["on"])
        assert day.weekday() < 5 and day not in BANK_HOLIDAYS, f"a mail on {day}, which is no working day"
    twice = [item for item, count in collections.Counter((mail["on"], mail["to"]) for mail in mails).items() if count > 1]
    assert not twice, f"more than one digest on a day: {twice}"


def check_every_review_was_told(council, mails):
    """Every review that falls due in the year and is not held is in somebody's mail by the day after it is due."""
    first_told = {}
    for mail in mails:
        for key in mail["findings"]:
            first_told.setdefault(key, mail["on"])
    due = council.run("2026-09-30T17:05", "reviews", "--from", "2026-10-06", "--to", "2027-09-24")
    open_ones = [review for review in due if review["state"] in ("scheduled", "due")]
    assert len(open_ones) > 300, "the demo's year has hundreds of reviews"
    missing = []
    for review in open_ones:
        subject = f"{review['review_type']} {review['nominal_on']}" + (f" {review['lot']}" if review["lot"] else "")
        key = f"review/{review['contract']}/{subject}/".lower()
        if first_told.get(key, "9999") > review["due_on"]:
            missing.append((key, review["due_on"], first_told.get(key)))
    assert not missing, f"{len(missing)} reviews fell due unannounced, such as {missing[:3]}"


def read(path):
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    address = mail["To"].addresses[0].addr_spec
    return (mail["Date"].datetime.date().isoformat(), address, str(mail["Subject"]))


def check_preview_is_what_is_sent(council, mails):
    # The preview begins where the record stands: the register was taken in on 30 September, after the hour of the digests.
    council.run("2026-09-30T17:05", "sweep")
    council.run("2026-09-30T17:05", "deliver")
    before = {path.name for path in (council.folder / "mail").glob("*.eml")}
    for day in DAYS:
        council.live_through(day)
    sent = [read(path) for path in (council.folder / "mail").glob("*.eml") if path.name not in before]
    foreseen = [(mail["on"], mail["to"], mail["subject"]) for mail in mails if mail["on"] in DAYS]
    assert sorted(sent) == sorted(foreseen), f"foreseen {sorted(foreseen)}, sent {sorted(sent)}"


def check_charts(folder):
    """Mails about measures show their charts, out of themselves, and stay small."""
    shown = 0
    for path in folder.glob("*.eml"):
        mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        page = mail.get_body(("html",)).get_content()
        pictures = [part for part in mail.walk() if part.get_content_type() == "image/png"]
        assert path.stat().st_size <= 100_000 or not pictures, f"{path.name} is of {path.stat().st_size} bytes"
        assert len(pictures) <= 4 and page.count("<img ") == len(pictures), f"{path.name} shows {page.count('<img ')} of {len(pictures)} pictures"
        for picture in pictures:
            assert f'src="cid:{picture["Content-Id"].strip("<>")}"' in page and len(picture.get_content()) <= 14_000, path.name
        assert "cid:" not in path.with_suffix(".html").read_text(encoding="utf-8"), f"a browser cannot show {path.name}"
        shown += len(pictures)
    assert shown > 0, "no mail of these days shows a chart"


def main():
    council = Council()
    mails = council.preview("2026-10-01", "2027-09-30")
    check_days(mails)
    check_every_review_was_told(council, mails)
    check_preview_is_what_is_sent(council, mails)
    check_charts(council.folder / "mail")
    council.close()
    came = explanation(mails)
    print(came)
    if "--write" in sys.argv:
        EXPECTED.write_text(came, encoding="utf-8")
    assert came == EXPECTED.read_text(encoding="utf-8"), f"expected was:\n{EXPECTED.read_text(encoding='utf-8')}"


main()
