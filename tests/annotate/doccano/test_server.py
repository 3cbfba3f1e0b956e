"""The local server: who reaches it, what it keeps, how it ends."""

import json
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from jixiao.annotate.doccano.connection import Connection
from jixiao.annotate.doccano.credentials import Credentials, find_credentials
from jixiao.annotate.doccano.projects import ensure_project, get_project
from jixiao.annotate.doccano.server import running
from jixiao.annotate.doccano.server_home import settle_admin
from jixiao.errors import DoccanoError

from .conftest import ENVIRONMENT

pytestmark = pytest.mark.doccano


@pytest.fixture
def command(started):
    """Starts `jixiao annotate server` as a person would; the first call finds a new home."""
    processes = []

    def start(home, *options):
        process = subprocess.Popen(
            [
                str(Path(sys.executable).with_name("jixiao")),
                *("annotate", "server", "--home", str(home), "--port", "0"),
                *("--environment", str(ENVIRONMENT), *options),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            # A shell that starts its jobs in the background has them ignore Ctrl-C.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        if process.poll() is None:
            process.kill()
        process.communicate()


def address(process):
    line = process.stdout.readline()
    assert line.startswith("READY http://127.0.0.1:"), process.stderr.read()
    return line.split()[1]


def test_first_start_second_start_and_ctrl_c(command, tmp_path):
    home = tmp_path / "home"
    first = command(home)
    url = address(first)
    first.send_signal(signal.SIGINT)
    _, said = first.communicate(timeout=60)
    (password,) = re.findall(r"password \(密码\) (\S+) \(shown once", said)
    assert first.returncode in (0, 130)
    assert json.loads((home / "server.json").read_text())["password"] == password
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(url, timeout=5)

    second = command(home)
    url = address(second)
    assert find_credentials(home=home) == Credentials(url, "admin", password)
    assert Connection(find_credentials(home=home)).me.is_superuser
    # An end that no program can prepare for leaves no server behind either.
    second.kill()
    _, said = second.communicate()
    assert password not in said
    _wait_until_gone(url)


def _wait_until_gone(url):
    for _ in range(100):
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            return
        time.sleep(0.1)
    pytest.fail("the server outlived its command")


def test_one_home_one_server(started):
    account, _ = settle_admin(started.home, None, None)
    with (
        pytest.raises(DoccanoError, match="a server runs here already"),
        running(started.home, ENVIRONMENT, account),
    ):
        pass
    assert find_credentials(home=started.home).url == started.credentials.url


def test_a_port_that_is_taken(tmp_path, started):
    account, _ = settle_admin(tmp_path, None, "p")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with (
            pytest.raises(DoccanoError, match=rf"port {port}: .*--port 0"),
            running(tmp_path, ENVIRONMENT, account, port=port),
        ):
            pass


def test_no_other_address_of_this_machine_answers(server):
    port = int(server.url.rpartition(":")[2])
    with socket.socket() as other:
        other.settimeout(5)
        with pytest.raises(OSError, match=r"refused|unreachable|timed out"):
            other.connect(("127.0.0.2", port))


def test_no_page_elsewhere_reaches_it_under_its_own_name(server):
    request = urllib.request.Request(f"{server.url}/v1/me", headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError, match="400"):
        urllib.request.urlopen(request)


def test_exports_are_closed_to_strangers_and_do_not_stay(tmp_path, started):
    account, _ = settle_admin(tmp_path, "admin", "wu-tong-7")
    with running(tmp_path, ENVIRONMENT, account, keep=1) as there:
        admin = Connection(Credentials(there.url, "admin", "wu-tong-7"))
        list(ensure_project(admin, "b", "gold", [], "指南"))
        project = get_project(admin, "b", "gold")
        admin.client.create_example(project.id, "支出3万元。")
        assert admin.export(project.id).startswith(b"PK")
        media = tmp_path / "media"
        (made,) = (path.name for path in media.iterdir())
        with urllib.request.urlopen(f"{there.url}/media/{made}") as answer:
            assert answer.headers["Content-Type"].startswith("text/html")
        for _ in range(100):
            if not list(media.iterdir()):
                return
            time.sleep(0.1)
    pytest.fail("the export stayed")
