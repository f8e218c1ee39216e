# PyPI aiosmtpd as a relay for mail: STARTTLS and a password are demanded before a letter is taken. Settings come as JSON
# on standard input; each letter goes out as a line of JSON.
import email
import email.policy
import json
import ssl
import sys
import threading

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword


class Letters:
    async def handle_DATA(self, server, session, envelope):
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        told = {
            "to": envelope.rcpt_tos, "subject": letter["subject"], "id": letter["message-id"],
            "text": letter.get_body().get_content(), "encrypted": session.ssl is not None,
        }
        print("letter " + json.dumps(told), flush=True)
        return "250 taken"


settings = json.loads(sys.stdin.readline())
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(settings["certificate"], settings["key"])


def known(server, session, envelope, mechanism, data):
    good = isinstance(data, LoginPassword) and data.password.decode() == settings["password"]
    return AuthResult(success=good)


controller = Controller(
    Letters(), hostname="127.0.0.1", port=settings["port"], tls_context=context, require_starttls=True,
    auth_required=True, authenticator=known,
)
controller.start()
print("ready", flush=True)
threading.Event().wait()
