"""How fast files are read, by format, side by side with libraries that give plain text.

    python benchmarks/reading.py [FILES…] [--pages N] [--rounds N]

FILES are reports; without any, the samples of the tests, those that are no pdf
repeated inside one file until it has N pages (100 by default): a file of two
pages measures how long it takes to open one. A page is a page of a pdf, and in
other formats 1,500 characters as jixiao reads them. Every reader runs in a
process of its own over the same files, once to warm up, then N rounds of which
the best counts, in processor time; peak memory is that of its process (Linux). A peer
is measured where the running Python has it:

    python -m venv /tmp/bench && /tmp/bench/bin/pip install pypdf beautifulsoup4 pandas -e .
    /tmp/bench/bin/python benchmarks/reading.py

What peers do is less: text without headings, reading order of columns, joined
lines, cells under their heads. The ratio is their speed over ours.
"""

import argparse
import copy
import importlib.util
import io
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

SAMPLES = Path(__file__).parents[1] / "tests" / "data" / "reports"
PAGE = 1500


def jixiao(path: Path) -> None:
    from jixiao.readers import read

    read(path)


def jixiao_structure(path: Path) -> None:
    from jixiao.readers import read
    from jixiao.readers.metadata import metadata
    from jixiao.readers.outline import outline
    from jixiao.tables import tables_of

    document = read(path)
    metadata(document, outline(document))
    tables_of(document)


def decode(path: Path) -> None:
    data = path.read_bytes()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        data.decode("gb18030")


def beautiful_soup(path: Path) -> None:
    from bs4 import BeautifulSoup

    BeautifulSoup(path.read_bytes(), "lxml").get_text()


def python_docx(path: Path) -> None:
    import docx

    document = docx.Document(str(path))
    for paragraph in document.paragraphs:
        _ = paragraph.text
    for table in document.tables:
        for row in table.rows:
            _ = [cell.text for cell in row.cells]


def openpyxl_values(path: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            _ = [str(value) for value in row if value is not None]
    book.close()


def pandas_excel(path: Path) -> None:
    import pandas

    pandas.read_excel(path, sheet_name=None, header=None)


def pdfplumber_text(path: Path) -> None:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()


def pdfplumber_tables(path: Path) -> None:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()
            page.close()


def pypdf_text(path: Path) -> None:
    import pypdf

    for page in pypdf.PdfReader(path).pages:
        page.extract_text()


OURS: dict[str, Callable[[Path], None]] = {
    "jixiao": jixiao,
    "jixiao, outline and tables": jixiao_structure,
}
#: Peers by format: name, the module they need, what they do.
PEERS: dict[str, dict[str, tuple[str, Callable[[Path], None]]]] = {
    "txt": {"bytes.decode": ("codecs", decode)},
    "html": {"BeautifulSoup (lxml) get_text": ("bs4", beautiful_soup)},
    "docx": {"python-docx, text of all": ("docx", python_docx)},
    "xlsx": {
        "openpyxl, values": ("openpyxl", openpyxl_values),
        "pandas.read_excel": ("pandas", pandas_excel),
    },
    "pdf": {
        "pdfplumber, text": ("pdfplumber", pdfplumber_text),
        "pdfplumber, text and tables": ("pdfplumber", pdfplumber_tables),
        "pypdf, text": ("pypdf", pypdf_text),
    },
}


def enlarged(path: Path, kind: str, pages: int) -> bytes:
    """The file with its content over and over, until it has that many pages."""
    from jixiao.readers import read

    times = max(1, round(pages * PAGE / len(read(path).text)))
    if kind == "docx":
        return more_docx(path, times)
    if kind == "xlsx":
        return more_xlsx(path, times)
    data = path.read_bytes()
    if kind == "txt":
        return data * times
    start, end = data.lower().index(b"<body"), data.lower().index(b"</body")
    return data[:start] + data[start:end] * times + data[end:]


def more_docx(path: Path, times: int) -> bytes:
    import docx

    document = docx.Document(str(path))
    body = document.element.body
    content = [element for element in body if not element.tag.endswith("sectPr")]
    for _ in range(times - 1):
        for element in content:
            body.insert(len(body) - 1, copy.deepcopy(element))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def more_xlsx(path: Path, times: int) -> bytes:
    import openpyxl

    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        for _ in range(times - 1):
            for row in rows:
                sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def measure(work: Callable[[Path], None], files: list[Path], rounds: int) -> dict[str, float]:
    best = float("inf")
    for number in range(rounds + 1):
        started = time.process_time()
        for file in files:
            work(file)
        if number:
            best = min(best, time.process_time() - started)
    return {"seconds": best, "peak": peak_megabytes()}


def peak_megabytes() -> float:
    """Of this program alone: what getrusage tells includes the process it was forked from."""
    status = Path("/proc/self/status").read_text("ascii", "replace")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def apart(kind: str, name: str, files: list[Path], rounds: int) -> dict[str, float]:
    """The measure of one reader in a process of its own."""
    command = [sys.executable, __file__, *map(str, files), "--rounds", str(rounds)]
    done = subprocess.run(
        [*command, "--reader", name, "--format", kind], capture_output=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def size(files: list[Path], kind: str) -> tuple[float, int]:
    """Pages and characters of the files together."""
    from jixiao.readers import read

    documents = [read(file) for file in files]
    characters = sum(len(document.text) for document in documents)
    pages = sum(len(document.pages) for document in documents)
    return (pages if kind == "pdf" else characters / PAGE), characters


def report(kind: str, files: list[Path], rounds: int) -> None:
    pages, characters = size(files, kind)
    print(f"{kind}: {len(files)} files, {pages:,.0f} pages, {characters:,} characters")
    print(f"  {'':<32}{'pages/s':>10}{'characters/s':>14}{'peak MB':>9}{'ratio':>8}")
    ours = None
    peers = PEERS.get(kind, {})
    for name in (*OURS, *peers):
        if name in peers and importlib.util.find_spec(peers[name][0]) is None:
            print(f"  {name:<32}{'not installed':>24}")
            continue
        found = apart(kind, name, files, rounds)
        seconds = found["seconds"]
        ours = ours or seconds
        print(
            f"  {name:<32}{pages / seconds:>10,.1f}{characters / seconds:>14,.0f}"
            f"{found['peak']:>9,.0f}{ours / seconds:>8.2f}"
        )


def by_format(files: list[Path], pages: int, folder: Path) -> dict[str, list[Path]]:
    """The files by format; without any the samples, large enough."""
    from jixiao.readers import read

    kinds: dict[str, list[Path]] = {}
    for path in files or sorted(SAMPLES.iterdir()):
        kind = read(path).media_type
        if files or kind == "pdf":
            kinds.setdefault(kind, []).append(path)
            continue
        larger = folder / path.name
        larger.write_bytes(enlarged(path, kind, pages))
        kinds.setdefault(kind, []).append(larger)
    return kinds


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--reader", help=argparse.SUPPRESS)
    parser.add_argument("--format", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.reader:
        peers = {name: work for name, (_, work) in PEERS.get(options.format, {}).items()}
        work = (OURS | peers)[options.reader]
        print(json.dumps(measure(work, options.files, options.rounds)))
        return
    with TemporaryDirectory() as folder:
        kinds = by_format(options.files, options.pages, Path(folder))
        for kind in sorted(kinds):
            report(kind, kinds[kind], options.rounds)


if __name__ == "__main__":
    main()
