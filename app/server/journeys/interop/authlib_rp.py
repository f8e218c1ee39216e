"""A relying party made with Authlib, for the journeys: a few pages that sign in, refresh, ask and sign out.

Reads its settings as a line of JSON from standard input, and ends with its standard input.
What it learns it answers as JSON, so that a journey can look at it; a page that fails says why.
"""

import json
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

# The identity of the test speaks plain HTTP on the loopback; Authlib wants to be told that this is meant.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
    os.environ.pop(name, None)

import requests  # noqa: E402
from authlib.common.security import generate_token  # noqa: E402
from authlib.integrations.requests_client import OAuth2Session  # noqa: E402
from authlib.oidc.core import CodeIDToken, UserInfo  # noqa: E402
from joserfc import jwt  # noqa: E402
from joserfc.jwk import KeySet  # noqa: E402

LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"


class RelyingParty:
    """One visitor at a time is enough here."""

    def __init__(self, settings):
        self.settings = settings
        self.home = f"http://localhost:{settings['port']}"
        self.provider = requests.get(f"{settings['issuer']}/.well-known/openid-configuration", timeout=10).json()
        self.session = OAuth2Session(
            settings["client_id"],
            settings["client_secret"],
            scope=settings["scope"],
            redirect_uri=f"{self.home}/callback",
            code_challenge_method="S256",
            token_endpoint_auth_method=settings["authentication"],
            revocation_endpoint_auth_method=settings["authentication"],
        )
        self.pending = {}
        self.token = None
        self.id_claims = None
        self.logged_out = []

    def keys(self):
        return KeySet.import_key_set(requests.get(self.provider["jwks_uri"], timeout=10).json())

    def sign_in(self, _):
        nonce, verifier = generate_token(32), generate_token(64)
        address, state = self.session.create_authorization_url(
            self.provider["authorization_endpoint"], code_verifier=verifier, nonce=nonce, ui_locales="en"
        )
        self.pending[state] = (nonce, verifier)
        return address

    def callback(self, query):
        if "error" in query:
            return {"error": query["error"][0], "iss": query.get("iss", [None])[0]}
        assert query["iss"][0] == self.provider["issuer"], "another issuer answered"
        nonce, verifier = self.pending.pop(query["state"][0])
        self.token = self.session.fetch_token(
            self.provider["token_endpoint"],
            grant_type="authorization_code",
            code=query["code"][0],
            code_verifier=verifier,
        )
        return {"claims": self.read_id_token(nonce), "scope": self.token["scope"]}

    def read_id_token(self, nonce):
        algorithm = self.settings["id_token_alg"]
        token = jwt.decode(self.token["id_token"], self.keys(), algorithms=[algorithm])
        claims = CodeIDToken(
            token.claims,
            token.header,
            {"iss": {"value": self.provider["issuer"]}, "aud": {"value": self.settings["client_id"]}},
            {"nonce": nonce, "client_id": self.settings["client_id"], "access_token": self.token["access_token"]},
        )
        claims.validate(leeway=5)
        self.id_claims = dict(claims)
        return {**self.id_claims, "alg": token.header["alg"]}

    def userinfo(self, _):
        answer = self.session.get(self.provider["userinfo_endpoint"])
        answer.raise_for_status()
        found = UserInfo(answer.json())
        assert found.sub == self.id_claims["sub"], "somebody else's claims"
        return dict(found)

    def refresh(self, _):
        before = dict(self.token)
        self.token = self.session.refresh_token(self.provider["token_endpoint"], refresh_token=before["refresh_token"])
        return {
            "other_access_token": self.token["access_token"] != before["access_token"],
            "other_refresh_token": self.token["refresh_token"] != before["refresh_token"],
            "same_subject": jwt.decode(self.token["id_token"], self.keys(), algorithms=[self.settings["id_token_alg"]])
            .claims["sub"]
            == self.id_claims["sub"],
        }

    def introspect(self, _):
        token = self.token["access_token"]
        return self.session.introspect_token(self.provider["introspection_endpoint"], token=token).json()

    def revoke(self, _):
        token = self.token["refresh_token"]
        answer = self.session.revoke_token(
            self.provider["revocation_endpoint"], token=token, token_type_hint="refresh_token"
        )
        return {"status": answer.status_code}

    def sign_out(self, _):
        question = {
            "id_token_hint": self.token["id_token"],
            "post_logout_redirect_uri": f"{self.home}/goodbye",
            "state": "fare-well",
        }
        return f"{self.provider['end_session_endpoint']}?{urlencode(question)}"

    def backchannel(self, form):
        token = jwt.decode(form["logout_token"][0], self.keys(), algorithms=[self.settings["id_token_alg"]])
        claims = token.claims
        assert token.header["typ"] == "logout+jwt", token.header
        assert claims["iss"] == self.provider["issuer"], claims
        assert claims["aud"] in (self.settings["client_id"], [self.settings["client_id"]]), claims
        assert claims["events"] == {LOGOUT_EVENT: {}} and "nonce" not in claims, claims
        assert claims["jti"] and claims["exp"] > claims["iat"], claims
        self.logged_out.append({"sub": claims.get("sub"), "sid": claims.get("sid")})
        return {}


def handler(relying_party):
    """Paths to what the relying party does; an answer that is an address is a redirect."""
    asked = {
        "/": lambda _: {"ready": True},
        "/sign-in": relying_party.sign_in,
        "/callback": relying_party.callback,
        "/userinfo": relying_party.userinfo,
        "/refresh": relying_party.refresh,
        "/introspect": relying_party.introspect,
        "/revoke": relying_party.revoke,
        "/sign-out": relying_party.sign_out,
        "/goodbye": lambda query: {"goodbye": query.get("state", [None])[0]},
        "/logged-out": lambda _: {"sessions": relying_party.logged_out},
    }

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            address = urlsplit(self.path)
            self.answer(asked.get(address.path), parse_qs(address.query))

        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            self.answer(relying_party.backchannel if self.path == "/backchannel" else None, parse_qs(body))

        def answer(self, act, given):
            try:
                found, status = (act(given), 200) if act else (None, 404)
            except Exception as error:  # whatever it is, the journey must see it
                found, status = {"failed": f"{type(error).__name__}: {error}"}, 400
            if isinstance(found, str):
                self.send_response(302)
                self.send_header("location", found)
                self.send_header("content-length", "0")
                self.end_headers()
                return
            body = json.dumps(found).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    return Handler


def main():
    settings = json.loads(sys.stdin.readline())
    server = ThreadingHTTPServer(("127.0.0.1", settings["port"]), handler(RelyingParty(settings)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print("ready", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
