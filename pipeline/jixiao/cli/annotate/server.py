"""jixiao annotate server: a local doccano."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from jixiao.annotate.doccano.server_home import ServerFile

HOME_VARIABLE = "JIXIAO_DOCCANO_HOME"


@click.command()
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    envvar=HOME_VARIABLE,
    show_envvar=True,
    help="Folder of the server's data; by default in the folder for data of this user.",
)
@click.option(
    "--environment",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the server's Python environment; HOME/environment by default.",
)
@click.option("--python", help="Python 3.10 or 3.11 to make the environment with.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8011,
    show_default=True,
    help="Port on 127.0.0.1; 0 takes a free one.",
)
@click.option("--user", help="Name of the admin; `admin` on the first start.")
@click.option(
    "--password",
    envvar="JIXIAO_DOCCANO_PASSWORD",
    show_envvar=True,
    help="Password of the admin; made up on the first start.",
)
@click.option("--install-only", is_flag=True, help="Make the environment, start nothing.")
def server(
    home: Path | None,
    environment: Path | None,
    python: str | None,
    port: int,
    user: str | None,
    password: str | None,
    install_only: bool,
) -> None:
    """Run a local doccano (标注服务器) until Ctrl-C; the first start installs it.

    It has an environment of its own, listens on 127.0.0.1 only, and makes its admin
    (管理员) on the first start. Prints READY and the address when it answers.

    Example: jixiao annotate server --port 8011
    """
    from jixiao.annotate.doccano.server_env import install
    from jixiao.annotate.doccano.server_home import default_home, make_home, settle_admin

    home = make_home(home or default_home())
    environment = (environment or home / "environment").resolve()
    with steps("install (安装)") as report:
        installed = install(environment, python, report)
    if installed or install_only:
        click.echo(f"{environment}: doccano is installed (已安装)", err=True)
    if install_only:
        return
    admin, made = settle_admin(home, user, password)
    shown = f"{admin.password} (shown once, 仅显示一次)" if made else "as before or as given"
    about = f"admin (管理员) {admin.user}, password (密码) {shown}; kept in {home / 'server.json'}"
    _serve(home, environment, admin, port, about)


def _serve(home: Path, environment: Path, admin: "ServerFile", port: int, about: str) -> None:
    from jixiao.annotate.doccano.server import running

    with contextlib.ExitStack() as stack:
        with steps("start (启动)") as report:
            started = running(home, environment, admin, port=port, report=report)
            there = stack.enter_context(started)
        try:
            click.echo(about, err=True)
            click.echo(f"READY {there.url}")
            click.echo("Ctrl-C stops it (按 Ctrl-C 停止)", err=True)
            status = there.wait()
        except KeyboardInterrupt:
            click.echo("stopped (已停止)", err=True)
            return
        raise click.ClickException(f"doccano ended with status {status}; see {home / 'server.log'}")


@contextlib.contextmanager
def steps(title: str) -> Iterator[Callable[[str], None]]:
    """What is being done, on one line of standard error: live on a terminal, else a line each."""
    from rich.console import Console

    console = Console(stderr=True, markup=False, highlight=False)
    if not console.is_terminal:
        yield lambda step: click.echo(f"{title}: {step}", err=True)
        return
    with console.status(title) as status:
        yield lambda step: status.update(f"{title}: {step}")
