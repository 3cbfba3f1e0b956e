import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from jixiao.cli import cli

CLI_PAGE = (Path(__file__).resolve().parent.parent / "docs" / "cli.md").read_text("utf-8")
SECTIONS = dict(
    re.findall(r"^##+ jixiao ([a-z ]+)\n(.*?)(?=^##+ |\Z)", CLI_PAGE, re.MULTILINE | re.DOTALL)
)
HEAVY = ("spacy", "pyarrow", "duckdb", "onnxruntime", "numpy", "lxml", "openpyxl", "pdfplumber")


def all_commands(group, prefix=""):
    """Commands by their names after jixiao, those of a group after the group."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield f"{prefix}{name}", command
        if isinstance(command, click.Group):
            yield from all_commands(command, f"{prefix}{name} ")


COMMANDS = dict(all_commands(cli))


def prose(name):
    """A command's section without its blocks, which repeat what --help prints."""
    return re.sub(r"^```.*?^```$", "", SECTIONS[name], flags=re.MULTILINE | re.DOTALL)


def parameters():
    return [
        pytest.param(name, option, id=f"{name}-{option}")
        for name, command in COMMANDS.items()
        for parameter in command.params
        for option in (
            [*parameter.opts, *parameter.secondary_opts]
            if isinstance(parameter, click.Option)
            else [parameter.human_readable_name]
        )
    ]


def test_every_command_has_a_section_and_every_section_a_command():
    assert set(SECTIONS) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_section_shows_the_help_of_its_command(name):
    # That the help shown is the help printed is for test_readme.py.
    assert f"$ jixiao {name} --help\n" in SECTIONS[name]


@pytest.mark.parametrize(("name", "option"), parameters())
def test_every_parameter_is_explained(name, option):
    assert re.search(rf"`[^`\n]*(?<![\w-]){re.escape(option)}(?![\w-])[^`\n]*`", prose(name))


@pytest.mark.parametrize("name", COMMANDS)
def test_no_option_is_explained_that_is_not_there(name):
    known = {
        option
        for parameter in COMMANDS[name].params
        for option in (*parameter.opts, *parameter.secondary_opts)
    }
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", prose(name))) <= known


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name):
    for parameter in COMMANDS[name].params:
        assert not isinstance(parameter, click.Option) or parameter.help


@pytest.mark.parametrize("arguments", [["--help"], ["annotate", "--help"]])
def test_help_comes_without_the_heavy_modules(arguments):
    script = (
        "import sys\nfrom jixiao.cli import cli\n"
        f"cli({arguments}, standalone_mode=False)\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True
    )
    assert "Commands:" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"
