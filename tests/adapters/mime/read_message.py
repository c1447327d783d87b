# Reads a message with Python's own parser and prints what a mail program would see, as lines of name<TAB>value.
import email
import email.policy
import sys

message = email.message_from_bytes(open(sys.argv[1], "rb").read(), policy=email.policy.default)
for name, value in message.items():
    print(f"{name.lower()}\t{value}")
for part in message.walk():
    print(f"part\t{part.get_content_type()} {part.get_content_charset()} {part['Content-Transfer-Encoding']}")
    print(f"defects\t{len(part.defects)}")
    if part.get_content_type() == "image/png":
        print(f"picture\t{part['Content-Id'].strip('<>')} {part.get_content_disposition()} {part.get_filename()} {len(part.get_content())}")
print(f"from name\t{message['From'].addresses[0].display_name}")
print(f"to name\t{message['To'].addresses[0].display_name}")
print(f"to address\t{message['To'].addresses[0].addr_spec}")
print(f"to count\t{len(message['To'].addresses)}")
print("text\t" + message.get_body(("plain",)).get_content().replace("\r\n", "|"))
print("html\t" + message.get_body(("html",)).get_content().replace("\r\n", "|"))
