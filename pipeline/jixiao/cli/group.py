"""The group of commands: how every command meets its reader and its end."""

import contextlib
import os
import sys
from io import TextIOWrapper
from typing import Any

import click

INTERRUPTED = 130


class Commands(click.Group):
    """Commands whose results are UTF-8 in every locale and whose output may be cut off."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; Ctrl-C ends it with status 130, a reader who has enough with 0."""
        # There is no standard output where the shell has closed it (>&-).
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        try:
            result = super().invoke(ctx)
            click.echo("", nl=False)
            return result
        except KeyboardInterrupt:
            click.echo("stopped (已中断)", err=True)
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            _discard_output()
            ctx.exit(0)
        except OSError:
            _discard_output()
            raise


def _discard_output() -> None:
    """Send what is still in the buffer nowhere, or Python fails on it again at its end."""
    with contextlib.suppress(OSError):
        target = sys.stdout.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, target)
        os.close(nowhere)
