"""A logged-in client: the one module that imports doccano-client, and what its errors mean.

Calls that the client lacks (a page of any size, PATCH, the states of a text) go
through its session.
"""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jixiao.annotate.doccano.credentials import PASSWORD, URL, USER, Credentials
from jixiao.errors import DoccanoError

if TYPE_CHECKING:
    from doccano_client import DoccanoClient

# Imports and exports of thousands of texts answer when they are done.
TIMEOUT = (10, 1800)
_PAGE = 500
_FORMAT = "JSONL"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_UNKNOWN = (
    "is no doccano this program knows (it knows 1.8.4): is the address right, and which "
    "version runs there?"
)


class Connection:
    """An open session of one account. Raises DoccanoError that says what to do.

    `client` is doccano-client's own; use it inside `explained`.
    """

    def __init__(self, credentials: Credentials) -> None:
        self.url, self.user = credentials.url, credentials.user
        if urlsplit(self.url).scheme not in ("http", "https"):
            raise DoccanoError(f"{self.url}: an address begins with http:// or https://")
        self.client = _client(self.url)
        self._base = self.client._base_repository
        self._session = self._base._session
        self._session.request = functools.partial(self._session.request, timeout=TIMEOUT)
        if urlsplit(self.url).hostname in _LOOPBACK:
            # No proxy stands between this machine and itself.
            self._session.trust_env = False
        with self.explained(login=True):
            self.client.login(credentials.user, credentials.password)
            self.me = self.client.get_profile()

    @contextmanager
    def explained(self, what: str = "", *, login: bool = False) -> Iterator[None]:
        """Turn what the client and its libraries raise into DoccanoError that says what to do.

        `what` names the thing asked for, in case it is not there.
        """
        import requests

        try:
            yield
        except requests.HTTPError as error:
            raise DoccanoError(self._meaning(error, what, login)) from error
        except (requests.ConnectionError, requests.Timeout) as error:
            raise DoccanoError(
                f"{self.url}: no server answers (服务器没有响应): start it "
                f"(jixiao annotate server), or correct --url or {URL}"
            ) from error
        # ValueError is also what pydantic raises for an answer of another shape.
        except (requests.RequestException, ValueError, KeyError, TypeError) as error:
            raise DoccanoError(f"{self.url} {_UNKNOWN} ({type(error).__name__})") from error

    def _meaning(self, error: Any, what: str, login: bool) -> str:
        status = error.response.status_code
        if login and status in (400, 401, 403):
            return (
                f"{self.url}: user {self.user!r} or the password is wrong (用户名或密码错误): "
                f"correct --user and --password, or {USER} and {PASSWORD}"
            )
        if status in (401, 403):
            return (
                f"{self.url}: {self.user} may not do this (没有管理员权限): {what or 'it'} needs a "
                "project admin, a new project or account a staff account; use the admin's "
                "--user, or have the rights given at " + self.url + "/admin/"
            )
        if status == 404:
            return f"{self.url}: {what} is not there" if what else f"{self.url} {_UNKNOWN} (404)"
        if status >= 500:
            return f"{self.url}: the server failed ({status}) at {what or 'a request'}; see its log"
        return f"{self.url}: refused ({status}) {what}: {error}"

    def get(self, path: str, what: str = "", **params: Any) -> Any:
        """The JSON at a path below /v1."""
        with self.explained(what):
            return self._base.get(path, params=params).json()

    def get_all(self, path: str, what: str = "", **params: Any) -> list[dict[str, Any]]:
        """All rows of a list that comes in pages."""
        rows: list[dict[str, Any]] = []
        while True:
            page = self.get(path, what, limit=_PAGE, offset=len(rows), **params)
            with self.explained(what):
                rows += page["results"]
                if page["next"] is None or not page["results"]:
                    return rows

    def patch(self, path: str, body: dict[str, Any], what: str = "") -> None:
        """Change fields of what is at a path; the client can only replace it whole."""
        with self.explained(what):
            self._session.patch(f"{self._base.api_url}/{path}", json=body).raise_for_status()

    def import_file(self, project: int, path: Path) -> list[str]:
        """Import one JSONL file; what the server has to complain about, empty if all is in.

        A task that failed may have left a part of the texts there.
        """
        from doccano_client.models.data_upload import Task

        # The client's own upload cannot name the encoding, and the server guesses badly.
        files, tasks = self.client._data_import_repository, self.client._task_status_repository
        with self.explained("the import"):
            upload = files.upload(str(path))
            task = files.ingest(
                project, [upload], Task.RELATION_EXTRACTION, _FORMAT, encoding="utf_8"
            )
            status = tasks.wait(task)
            # Both places: a task that failed, and one that ended but refused lines.
            said = [str(status.error)] if status.error else []
            refused = status.result.get("error", []) if isinstance(status.result, dict) else []
            return said + [f"line {one['line']}: {one['message']}" for one in refused]

    def export(self, project: int) -> bytes:
        """The export of a project, as the zip that the server makes."""
        client = self.client
        with self.explained("the export"), TemporaryDirectory() as folder:
            repository = client._data_export_repository
            option = repository.find_option_by_name(project, _FORMAT)
            task = repository.schedule_download(project, option)
            status = client._task_status_repository.wait(task)
            if status.error:
                raise DoccanoError(f"{self.url}: the export failed: {status.error}")
            path: Path = repository.download(project, task, folder)
            return path.read_bytes()


def _client(url: str) -> "DoccanoClient":
    try:
        from doccano_client import DoccanoClient
    except ImportError as error:
        raise DoccanoError(
            f"this command needs the extra `annotate` ({error}): make an environment for it and "
            "run pip install 'jixiao[annotate]' there"
        ) from error
    make: Callable[[str], DoccanoClient] = DoccanoClient
    return make(url)
