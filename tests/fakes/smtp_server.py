# A real SMTP server (aiosmtpd) that keeps what it takes. Prints its port; when standard input ends, prints a JSON line for each message.
import argparse
import asyncio
import base64
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

arguments = argparse.ArgumentParser()
arguments.add_argument("--certificate", help="PEM of certificate and key: STARTTLS is offered, and required")
arguments.add_argument("--tls", action="store_true", help="TLS from the first byte")
arguments.add_argument("--user", help="sign-in is required")
arguments.add_argument("--password")
given = arguments.parse_args()

taken = []


class Keep:
    async def handle_DATA(self, server, session, envelope):
        taken.append({"from": envelope.mail_from, "to": envelope.rcpt_tos, "tls": session.ssl is not None or given.tls,
                      "signed_in": bool(session.authenticated), "body": base64.b64encode(envelope.original_content).decode()})
        return "250 2.0.0 kept as number %d" % len(taken)


def may_enter(server, session, envelope, mechanism, data):
    right = data.login.decode() == given.user and data.password.decode() == given.password
    return AuthResult(success=right, handled=False)


context = None
if given.certificate:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(given.certificate)


def session():
    upgrade = {} if given.tls or not context else {"tls_context": context, "require_starttls": True}
    enter = {"authenticator": may_enter, "auth_required": True, "auth_require_tls": False} if given.user else {}
    return SMTP(Keep(), hostname="test.example", **upgrade, **enter)


async def serve():
    server = await asyncio.get_running_loop().create_server(session, "127.0.0.1", 0, ssl=context if given.tls else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(serve())
for message in taken:
    print(json.dumps(message))
