"""A real SMTP server (aiosmtpd) on the loopback that keeps what it takes and goes wrong where the test says."""

import asyncio
import dataclasses
import email
import email.policy
import socket
import threading

from aiosmtpd.smtp import SMTP


@dataclasses.dataclass
class Taken:
    """A transaction that the server saw to its end: one message, whole."""

    sender: str
    recipients: list
    content: bytes
    reply: str

    @property
    def message(self):
        return email.message_from_bytes(self.content, policy=email.policy.default)


class MailServer:
    """Its port is fixed from the beginning, and refuses connections until `start` is called.

    `refusals` maps an address to the reply to RCPT; `final` is asked for the reply to a message's data, and None closes the
    connection without one.
    """

    def __init__(self):
        self.taken = []
        self.refusals = {}
        self.final = lambda number: f"250 2.0.0 kept as number {number}"
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.server = None

    @property
    def settings(self):
        return {"host": "127.0.0.1", "port": self.port, "security": "none", "connect_timeout_seconds": 30,
                "reply_timeout_seconds": 60}

    def start(self):
        self.thread.start()
        opened = self.loop.create_server(lambda: SMTP(self, hostname="test.example", loop=self.loop), sock=self.socket)
        self.server = asyncio.run_coroutine_threadsafe(opened, self.loop).result(30)
        return self

    def close(self):
        if self.server:
            asyncio.run_coroutine_threadsafe(self.hang_up(), self.loop).result(30)
            self.loop.call_soon_threadsafe(self.loop.stop)
            self.thread.join(30)
        self.loop.close()
        self.socket.close()

    async def hang_up(self):
        self.server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for each in others:
            each.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 recipient ok"

    async def handle_DATA(self, server, _session, envelope):
        reply = self.final(len(self.taken) + 1)
        self.taken.append(Taken(envelope.mail_from, list(envelope.rcpt_tos), envelope.original_content, reply))
        if reply is None:
            server.transport.close()
        return reply or "250 2.0.0 nobody hears this"

    async def handle_exception(self, error):
        return "" if isinstance(error, ConnectionError) else f"500 {error}"

    def to(self, address):
        return [each for each in self.taken if each.recipients == [address]]
