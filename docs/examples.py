"""The examples of the documentation: run them, and hold what is printed to what is shown.

``python docs/examples.py`` writes the shown outputs anew, ``--check`` only tells
where they differ. Each file is run in a folder of its own that holds the sample
reports:

- ``bash``: commands that must succeed;
- ``console``: commands after ``$``, each followed by exactly what it prints on
  standard output. A line ``…`` stands for the rest of an output;
- ``python``: sessions with ``>>>``, run after all commands as one doctest.
"""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
FILES = ("README.md", "README.zh.md", "docs/cli.md", "docs/annotations.md", "docs/workbench.md")
SAMPLES = "tests/data/reports"
# Commands that other tests run: .ci/run begins with make, tests/test_packaging.py
# installs the wheel, and training needs a corpus that is no part of the project.
RUN_ELSEWHERE = (
    "make",
    "git",
    "cd",
    "pip",
    "python",
    "jixiao train CORPUS",
    "jixiao evaluate CORPUS",
    "jixiao evaluate --annotations",
    "jixiao annotate next batches/water --to",
    "jixiao annotate adjudicate",
    "jixiao annotate agreement",
    "jixiao annotate server",
    "jixiao annotate project",
    "jixiao annotate push",
    "jixiao annotate pull",
    "jixiao annotate status",
)
REST = "…"
_BLOCK = re.compile(r"^```(bash|console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, content, and place in the file."""

    language: str
    content: str
    start: int
    line: int


class ExampleError(Exception):
    """An example that does not do what the documentation says."""


def blocks(text: str) -> list[Block]:
    """The blocks of a Markdown text that hold examples."""
    return [
        Block(match[1], match[2], match.start(2), text.count("\n", 0, match.start(2)) + 1)
        for match in _BLOCK.finditer(text)
    ]


def run_elsewhere(command: str) -> bool:
    """Whether a command is left to other tests.

    >>> run_elsewhere("make demo"), run_elsewhere("makedirs demo"), run_elsewhere("pip --help")
    (True, False, False)
    """
    if command.endswith(" --help"):
        return False
    return any(command == name or command.startswith(f"{name} ") for name in RUN_ELSEWHERE)


def run(command: str, folder: Path) -> str:
    """What a command prints on standard output. Raises ExampleError if it fails."""
    tools = str(Path(sys.executable).parent)
    # A table is as wide as the terminal; here every terminal has 100 columns.
    place = os.environ | {"COLUMNS": "100", "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=folder,
        env=place,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    if done.returncode:
        raise ExampleError(f"{command}\nexit status {done.returncode}\n{done.stderr}")
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def commands(content: str) -> list[str]:
    r"""The commands of a bash block; a line that ends in a backslash goes on in the next.

    >>> commands("ls \\\n  -l\n# a remark\npwd\n")
    ['ls -l', 'pwd']
    """
    lines = re.sub(r"\\\n\s*", "", content).splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def sessions(content: str) -> Iterator[tuple[str, str]]:
    r"""The commands of a console block with the outputs shown.

    >>> list(sessions("$ pwd\n/home\n$ true\n"))
    [('pwd', '/home\n'), ('true', '')]
    """
    for part in re.split(r"^\$ ", content, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        while command.endswith("\\"):
            more, _, output = output.partition("\n")
            command = f"{command}\n{more}"
        yield command, output


def shorten(output: str, shown: str) -> str:
    r"""`output` with its rest left out as in `shown`.

    >>> shorten("1\n2\n3\n4\n", "a\n…\nd\n")
    '1\n…\n4\n'
    """
    lines, old = output.splitlines(), shown.splitlines()
    if REST not in old:
        return output
    head, tail = old.index(REST), len(old) - old.index(REST) - 1
    if head + tail >= len(lines):
        return output
    kept = [*lines[:head], REST, *lines[len(lines) - tail :]]
    return "".join(f"{line}\n" for line in kept)


def console(content: str, folder: Path) -> str:
    """A console block with what its commands print now."""
    parts = []
    for command, shown in sessions(content):
        if run_elsewhere(command):
            raise ExampleError(f"{command}\nits output is not known here: show it as bash")
        parts.append(f"$ {command}\n{shorten(run(command, folder), shown)}")
    return "".join(parts)


def python(found: list[Block], name: str, folder: Path) -> None:
    """Run the python blocks of the file `name` as one session.

    Raises ExampleError with doctest's report, in lines of that file, if one fails.
    """
    session = ""
    for block in found:
        if not doctest.DocTestParser().get_examples(block.content):
            raise ExampleError(f"line {block.line}: without >>> there is nothing to check")
        session += "\n" * (block.line - 1 - session.count("\n")) + block.content
    path = folder / Path(name).name
    path.write_text(session, "utf-8")
    test = f"doctest.testfile({str(path)!r}, False, optionflags=doctest.ELLIPSIS)"
    script = shlex.quote(f"import doctest; print({test})")
    report = run(f"{shlex.quote(sys.executable)} -c {script}", folder)
    if not report.startswith("TestResults(failed=0"):
        raise ExampleError(report)


def bash(content: str, folder: Path) -> None:
    """Run the commands of a bash block. Raises ExampleError if one fails."""
    for command in commands(content):
        if not run_elsewhere(command):
            run(command, folder)


def refreshed(text: str, name: str, folder: Path) -> str:
    """The text of the file `name` with the outputs that its examples print now in `folder`.

    Python comes last, when all commands have run. Raises ExampleError, naming
    the line, at the first example that fails.
    """
    out, end = [], 0
    for block in blocks(text):
        content = block.content
        try:
            if block.language == "console":
                content = console(content, folder)
            elif block.language == "bash":
                bash(content, folder)
        except ExampleError as error:
            raise ExampleError(f"line {block.line}: {error}") from error
        out += [text[end : block.start], content]
        end = block.start + len(block.content)
    python([block for block in blocks(text) if block.language == "python"], name, folder)
    return "".join([*out, text[end:]])


def differences(old: str, new: str, name: str) -> str:
    """The lines that differ, as diff shows them."""
    from difflib import unified_diff

    return "".join(unified_diff(old.splitlines(True), new.splitlines(True), name, "as it is now"))


def main(arguments: list[str]) -> int:
    """Check or refresh the files named, or all; the number of files at fault."""
    names = [name for name in arguments if name != "--check"] or list(FILES)
    faults = 0
    for name in names:
        with TemporaryDirectory() as folder:
            shutil.copytree(ROOT / SAMPLES, Path(folder) / SAMPLES)
            old = (ROOT / name).read_text("utf-8")
            try:
                new = refreshed(old, name, Path(folder))
            except ExampleError as error:
                print(f"{name}, {error}")
                faults += 1
                continue
        if "--check" not in arguments:
            (ROOT / name).write_text(new, "utf-8")
        elif new != old:
            print(differences(old, new, name))
            faults += 1
    return faults


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
