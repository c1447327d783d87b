"""The service as a process of the test's own: started, watched through what it says and does, and always ended."""

import os
import re
import signal
import socket
import subprocess
import threading
import time

from place import LONG


def wait_until(holds, what, seconds=LONG):
    """Asks again and again until it holds, and gives what it said; fails where it never does."""
    end = time.monotonic() + seconds
    while True:
        answer = holds()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds} seconds in vain until {what}")
        time.sleep(0.02)  # between two looks; what is waited for is what was looked at


def plain_environment():
    """Without what a systemd that runs the tests has said to them."""
    return {name: value for name, value in os.environ.items() if name not in ("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID")}


class NoticeSocket:
    """What systemd would hear: a datagram socket that is read without a pause, whose lines are kept."""

    def __init__(self, path):
        self.path = str(path)
        self.lines = []
        self.news = threading.Condition()
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.path)
        self.listener = threading.Thread(target=self.listen, daemon=True)
        self.listener.start()

    def listen(self):
        while text := self.socket.recv(4096).decode():  # an empty datagram is the end
            with self.news:
                self.lines += text.splitlines()
                self.news.notify_all()

    def wait_for(self, line, seconds=LONG, since=0):
        """Waits for the line after the first `since`, and gives how many lines there were with it."""
        with self.news:
            if not self.news.wait_for(lambda: line in self.lines[since:], seconds):
                raise AssertionError(f"{line} was not said to systemd within {seconds} seconds, only {self.lines[since:]}")
            return self.lines.index(line, since) + 1

    def close(self):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as bell:
            bell.sendto(b"", self.path)
        self.listener.join(LONG)
        self.socket.close()


class Service:
    """`contractwatch run` in a place. Both its outputs are heard as one, as systemd has it.

    Use as a context; what is still running at its end is killed.
    """

    def __init__(self, place, *, user=None, group=None, extra_groups=None, umask=-1, restore_signals=True, **environment):
        self.place = place
        self.lines = []
        self.news = threading.Condition()
        self.silent = False
        self.process = subprocess.Popen(place.command("run"), cwd="/", stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, user=user,
                                        group=group, extra_groups=extra_groups, umask=umask, restore_signals=restore_signals,
                                        env={**plain_environment(), **environment})
        self.listener = threading.Thread(target=self.listen, daemon=True)
        self.listener.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(LONG)
        self.listener.join(LONG)
        self.process.stdout.close()

    def listen(self):
        for line in self.process.stdout:
            with self.news:
                self.lines.append(line.rstrip("\n"))
                self.news.notify_all()
        with self.news:
            self.silent = True
            self.news.notify_all()

    def said(self, pattern, seconds=LONG, since=0):
        """Waits until it has said a line like this, after the first `since` lines, and gives the line."""
        def line():
            return next((each for each in self.lines[since:] if re.search(pattern, each)), None)

        with self.news:
            self.news.wait_for(lambda: line() or self.silent, seconds)
            if line():
                return line()
            raise AssertionError(f"the service never said {pattern!r}, but:\n" + "\n".join(self.lines))

    def ready(self):
        """Waits until it has begun and has swept once."""
        self.said("has started with the record")
        self.said("Swept:")
        return self

    def signal(self, number):
        os.kill(self.process.pid, number)

    def alive(self):
        return self.process.poll() is None

    def ended(self, seconds=LONG):
        """Waits for its end and gives the exit code."""
        code = self.process.wait(seconds)
        self.listener.join(LONG)
        return code

    def stop(self, seconds=LONG):
        self.signal(signal.SIGTERM)
        return self.ended(seconds)
