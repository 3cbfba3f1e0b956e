"""jixiao annotate: the annotation workbench. A command is imported when it is asked for."""

from importlib import import_module

import click

# In the order of the work, not of the alphabet.
NAMES = (
    "server",
    "project",
    "preannotate",
    "next",
    "push",
    "pull",
    "status",
    "agreement",
    "adjudicate",
    "convert",
)


class LazyCommands(click.Group):
    """Commands that live each in the module of its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the work."""
        return list(NAMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None if there is none of that name."""
        if cmd_name not in NAMES:
            return None
        found = vars(import_module(f"{__name__}.{cmd_name}")).values()
        # By the name it has itself: a function or module called `next` hides Python's.
        named = [c for c in found if isinstance(c, click.Command) and c.name == cmd_name]
        return named[0]


@click.group(cls=LazyCommands)
def annotate() -> None:
    """Annotate (标注): from pre-annotations to gold (金标), in doccano.

    A BATCH is a folder such as annotations/bureau_reports: texts, and layers of
    annotations (pre, annotator-NAME, gold).
    """
