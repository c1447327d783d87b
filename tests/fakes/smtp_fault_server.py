# An SMTP server that goes wrong where it is told to. Prints its port; when standard input ends, prints what the client said.
#
#   smtp_fault_server.py --at STAGE --do BEHAVIOUR [--offer LINE]... [--auth-reply LINE]...
#   stages: banner ehlo mail rcpt data final; behaviours: a reply line, or close, garbage, long, silence, trickle
import argparse
import socket
import sys
import threading

arguments = argparse.ArgumentParser()
arguments.add_argument("--at", default="")
arguments.add_argument("--do", default="")
arguments.add_argument("--offer", action="append", default=[])
arguments.add_argument("--auth-reply", action="append", default=[])
given = arguments.parse_args()

good = {"banner": "220 fault.example ESMTP", "mail": "250 2.1.0 sender ok", "rcpt": "250 2.1.5 recipient ok",
        "data": "354 go on", "final": "250 2.0.0 taken"}
heard = []
stopping = threading.Event()


class Gone(Exception):
    pass


def say(connection, stage, line):
    if given.at == stage:
        line = given.do
    if line == "silence":
        stopping.wait()
        raise Gone
    if line == "close":
        raise Gone
    if line == "garbage":
        connection.sendall(b"\x80 what is this? \x1b[31m\r\n")
        raise Gone
    if line == "long":
        connection.sendall(b"x" * 65536 + b"\r\n")
        raise Gone
    if line == "trickle":  # a final reply that takes longer than a reply to a command may
        stopping.wait(2.0)
        line = good[stage]
    connection.sendall("".join(part + "\r\n" for part in line.split("|")).encode())


def ehlo_reply():
    lines = ["fault.example"] + given.offer
    return "|".join(("250 " if n == len(lines) - 1 else "250-") + line for n, line in enumerate(lines))


def converse(connection):
    stream = connection.makefile("rb")
    say(connection, "banner", good["banner"])
    auth_replies = list(given.auth_reply)
    while line := stream.readline():
        text = line.decode("latin-1").rstrip("\r\n")
        heard.append(text)
        verb = text.split(" ")[0].upper()
        if verb in ("EHLO", "HELO"):
            say(connection, "ehlo", ehlo_reply())
        elif verb == "MAIL":
            say(connection, "mail", good["mail"])
        elif verb == "RCPT":
            say(connection, "rcpt", good["rcpt"])
        elif verb == "DATA":
            say(connection, "data", good["data"])
            if given.at != "data":
                while (body := stream.readline()) not in (b".\r\n", b""):
                    heard.append("BODY " + body.decode("latin-1").rstrip("\r\n"))
                if body:
                    say(connection, "final", good["final"])
        elif verb == "QUIT":
            say(connection, "quit", "221 2.0.0 bye")
            return
        else:
            say(connection, "auth", auth_replies.pop(0) if auth_replies else "500 5.5.1 what?")


def serve(listener):
    while True:
        connection, _ = listener.accept()
        with connection:
            try:
                converse(connection)
            except (Gone, OSError):
                pass


listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
threading.Thread(target=serve, args=(listener,), daemon=True).start()
sys.stdin.read()
stopping.set()
print("\n".join(heard))
