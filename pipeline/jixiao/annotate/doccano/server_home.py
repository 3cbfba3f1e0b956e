"""The folder of a local doccano: its database, its environment, who its admin is."""

import json
import os
import secrets
import sys
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from jixiao.errors import DoccanoError

ADMIN = "admin"
_FILE = "server.json"


@dataclass(frozen=True, slots=True)
class ServerFile:
    """What a home remembers; `url` is empty while no server runs."""

    user: str
    password: str
    secret: str
    url: str = ""


def default_home() -> Path:
    """The folder for data of this user: XDG_DATA_HOME, or what the system has instead."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "jixiao" / "doccano"


def make_home(home: Path) -> Path:
    """The folder as an absolute path, made if it is not there, closed to other users."""
    home = home.resolve()
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DoccanoError(f"{home}: cannot be made: {error.strerror}; say --home") from error
    return home


def read_server_file(home: Path) -> ServerFile | None:
    """What the home remembers, None before its first server. Raises DoccanoError if broken."""
    path = home / _FILE
    try:
        return ServerFile(**json.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        raise DoccanoError(f"{path}: cannot be read: {error}") from error


def write_server_file(home: Path, found: ServerFile) -> None:
    """Remember, in a file that only its owner can read."""
    temporary = home / f".{secrets.token_hex(8)}.tmp"
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(found), file, indent=1)
    temporary.replace(home / _FILE)


def settle_admin(home: Path, user: str | None, password: str | None) -> tuple[ServerFile, bool]:
    """Who the admin shall be, and whether a password was made up now; nothing is written.

    What is given wins over what was remembered; what neither says is made.
    """
    old = read_server_file(home)
    if old is not None:
        return replace(old, user=user or old.user, password=password or old.password), False
    made = password is None
    secret = secrets.token_urlsafe(50)
    return ServerFile(user or ADMIN, password or secrets.token_urlsafe(12), secret), made
