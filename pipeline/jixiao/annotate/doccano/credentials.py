"""Which server, and who asks: options, the environment, or a local server's home."""

import os
from dataclasses import dataclass
from pathlib import Path

from jixiao.annotate.doccano.server_home import default_home, read_server_file
from jixiao.errors import DoccanoError

URL, USER, PASSWORD = (f"JIXIAO_DOCCANO_{name}" for name in ("URL", "USER", "PASSWORD"))
HOME = "JIXIAO_DOCCANO_HOME"
_HOW = (
    f"start a local one (jixiao annotate server), or say --url, --user and --password, "
    f"or set {URL}, {USER} and {PASSWORD}"
)


@dataclass(frozen=True, slots=True)
class Credentials:
    """An address and an account."""

    url: str
    user: str
    password: str


def find_credentials(
    url: str | None = None,
    user: str | None = None,
    password: str | None = None,
    home: Path | None = None,
) -> Credentials:
    """The server and account to use: what is given, else the environment, else the home.

    An account that a home remembers is only used at the home's own server.
    Raises DoccanoError, saying what to do, if something is missing.
    """
    url = url or os.environ.get(URL)
    user = user or os.environ.get(USER)
    password = password or os.environ.get(PASSWORD)
    place = home or Path(os.environ.get(HOME) or default_home())
    found = read_server_file(place)
    if found and found.url and url in (None, found.url):
        url = found.url
        if user in (None, found.user):
            user, password = found.user, password or found.password
    if not url:
        raise DoccanoError(f"no doccano server is named, and none runs in {place}: {_HOW}")
    if not user or not password:
        missing = " and ".join(
            name for name, value in (("user", user), ("password", password)) if not value
        )
        raise DoccanoError(f"{url}: no {missing} given: {_HOW}")
    return Credentials(url.rstrip("/"), user, password)
