"""What the commands that talk to doccano share."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from jixiao.annotate.doccano.connection import Connection

_OPTIONS = (
    click.option(
        "--url",
        envvar="JIXIAO_DOCCANO_URL",
        show_envvar=True,
        help="Address of the doccano server; by default that of the local one.",
    ),
    click.option(
        "--user", envvar="JIXIAO_DOCCANO_USER", show_envvar=True, help="Account (账号) to use."
    ),
    click.option(
        "--password",
        envvar="JIXIAO_DOCCANO_PASSWORD",
        show_envvar=True,
        help="Its password; better in the variable, which no list of processes shows.",
    ),
    click.option(
        "--home",
        type=click.Path(file_okay=False, path_type=Path),
        envvar="JIXIAO_DOCCANO_HOME",
        show_envvar=True,
        help="Folder of a local server's data, as given to jixiao annotate server.",
    ),
)


def connection_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --url, --user, --password and --home."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def connect(
    url: str | None, user: str | None, password: str | None, home: Path | None
) -> "Connection":
    """A logged-in connection to the server that the options name."""
    from jixiao.annotate.doccano.connection import Connection
    from jixiao.annotate.doccano.credentials import find_credentials

    return Connection(find_credentials(url, user, password, home))
