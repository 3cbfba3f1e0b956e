"""Every way of not getting through ends in a message that says what to do."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from jixiao.annotate.doccano.connection import Connection
from jixiao.annotate.doccano.credentials import Credentials
from jixiao.errors import DoccanoError

pytestmark = pytest.mark.doccano


class _Other(BaseHTTPRequestHandler):
    """Some web server that is no doccano."""

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer()

    def do_GET(self):
        self._answer()

    def _answer(self):
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(b"<html>hello</html>")

    def log_message(self, *_):
        pass


@pytest.fixture
def other():
    """Starts a web server that answers everything with a status; gives its address."""
    servers = []

    def start(status):
        server = HTTPServer(("127.0.0.1", 0), _Other)
        server.status = status
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_no_server():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(DoccanoError, match=r"no server answers.*jixiao annotate server"):
            Connection(Credentials(address, "admin", "x"))


def test_a_wrong_password(server):
    with pytest.raises(DoccanoError, match=r"'admin' or the password is wrong.*--password"):
        Connection(Credentials(server.url, "admin", "wrong"))


def test_an_address_that_is_none():
    with pytest.raises(DoccanoError, match="begins with http"):
        Connection(Credentials("localhost:8000", "admin", "x"))


@pytest.mark.parametrize(
    ("status", "cause"),
    [(200, r"no doccano this program knows.*which version"), (404, "404"), (503, "failed")],
)
def test_something_else_at_the_address(other, status, cause):
    with pytest.raises(DoccanoError, match=cause):
        Connection(Credentials(other(status), "admin", "x"))


def test_a_proxy_is_no_way_to_a_server_on_this_machine(server, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert Connection(server).me.username == "admin"


def test_a_thing_that_is_not_there_is_named(connection):
    with pytest.raises(DoccanoError, match="project 99 is not there"):
        connection.get("projects/99", "project 99")
