"""LibreOffice itself: what it makes of files it wrote, and that it obeys its profile."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jixiao.errors import ReadError
from jixiao.readers import read, read_bytes

sys.path.insert(0, str(Path(__file__).parents[1] / "data"))

from sample_builder.ofd import zip_parts
from sample_builder.ole import ole_bytes

pytestmark = pytest.mark.office

REPORTS = Path(__file__).parents[1] / "data" / "reports"
SECRET = "机密文件的内容"
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" '
    'xmlns:library="http://openoffice.org/2000/library" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"'
)


@pytest.fixture(scope="module", autouse=True)
def program():
    found = shutil.which("soffice")
    assert found, "these tests need LibreOffice: apt install libreoffice-{writer,calc}-nogui"
    return found


@pytest.fixture(scope="module")
def converted(program, tmp_path_factory):
    """Writes a report in another format."""
    folder = tmp_path_factory.mktemp("converted")

    def convert(name, target):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        source = str(REPORTS / name)
        command = [program, profile, "--headless", "--convert-to", target, "--outdir", str(folder)]
        subprocess.run([*command, source], check=True, capture_output=True, timeout=120)
        return (folder / Path(name).with_suffix(f".{target}").name).read_bytes()

    return convert


def kinds(document):
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


@pytest.mark.parametrize("target", ["doc", "rtf", "odt"])
def test_texts_read_as_their_docx_does(converted, target):
    original = read(REPORTS / "02_jingmen_health.docx")
    document = read_bytes(converted("02_jingmen_health.docx", target), f"报告.{target}")
    assert document.media_type == target
    assert kinds(document) == kinds(original)
    cells = [(b.table, b.row, b.column) for b in document.blocks if b.kind == "cell"]
    assert cells == [(b.table, b.row, b.column) for b in original.blocks if b.kind == "cell"]


@pytest.mark.parametrize("target", ["xls", "ods"])
def test_spreadsheets_read_as_their_xlsx_does(converted, target):
    original = read(REPORTS / "10_xingtai_water.xlsx")
    document = read_bytes(converted("10_xingtai_water.xlsx", target), f"报告.{target}")
    assert document.media_type == target
    assert document.text == original.text


@pytest.mark.parametrize("target", ["doc", "rtf", "odt", "xls", "ods"])
def test_cut_short_files_are_broken(converted, target):
    name = "10_xingtai_water.xlsx" if target in {"xls", "ods"} else "02_jingmen_health.docx"
    data = converted(name, target)
    for share in (0.2, 0.7, 0.97):
        with pytest.raises(ReadError) as error:
            read_bytes(data[: int(len(data) * share)], f"报告.{target}")
        assert error.value.status == "broken"


def test_what_only_claims_to_be_a_word_file_is_broken():
    data = ole_bytes({"WordDocument": "预算执行情况。".encode() * 300, "1Table": b"x"})
    with pytest.raises(ReadError) as error:
        read_bytes(data, "报告.doc")
    assert error.value.status == "broken"


def open_document(kind, body, **parts):
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    content = f'{head}<office:document-content office:version="1.2" {ODF}>{body}'
    entries = "".join(
        f'<m:file-entry m:full-path="{path}" m:media-type="text/xml"/>' for path in parts
    )
    media = f"application/vnd.oasis.opendocument.{kind}"
    manifest = (
        f'{head}<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
        f'm:version="1.2"><m:file-entry m:full-path="/" m:version="1.2" m:media-type="{media}"/>'
        f'<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/>{entries}</m:manifest>'
    )
    return zip_parts(
        {
            "mimetype": media,
            "content.xml": f"{content}</office:document-content>",
            "META-INF/manifest.xml": manifest,
            **parts,
        }
    )


def test_links_of_texts_are_not_followed(server, tmp_path):
    url, asked = server
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    sections = "".join(
        f'<text:section text:name="S{i}"><text:section-source xlink:type="simple" '
        f'xlink:href="{href}" text:filter-name="Text (encoded)"/><text:p>占位</text:p>'
        "</text:section>"
        for i, href in enumerate([(tmp_path / "secret.txt").as_uri(), f"{url}/section.txt"])
    )
    image = (
        '<text:p><draw:frame svg:width="2cm" svg:height="2cm"><draw:image xlink:type="simple" '
        f'xlink:href="{url}/image.png" xlink:actuate="onLoad"/></draw:frame></text:p>'
    )
    text = f"<office:text><text:p>年度支出</text:p>{sections}{image}</office:text>"
    body = f"<office:body>{text}</office:body>"
    document = read_bytes(open_document("text", body), "报告.odt")
    assert "年度支出" in document.text
    assert SECRET not in document.text
    assert asked == []


def test_fields_of_rich_text_are_not_followed(server, tmp_path):
    url, asked = server
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    fields = "".join(
        rf'{{\field{{\*\fldinst {{ {name} "{place}" }}}}{{\fldrslt {{x}}}}}}\par '
        for name, place in (
            ("INCLUDETEXT", tmp_path / "secret.txt"),
            ("INCLUDETEXT", f"{url}/text.txt"),
            ("INCLUDEPICTURE", f"{url}/picture.png"),
        )
    )
    data = rf"{{\rtf1\ansi {{\*\template {url}/template.dot}} Budget 2023\par {fields}}}".encode()
    document = read_bytes(data, "报告.rtf")
    assert "Budget 2023" in document.text
    assert SECRET not in document.text
    assert asked == []


def test_formulas_and_links_of_spreadsheets_are_not_followed(server, tmp_path):
    url, asked = server
    (tmp_path / "secret.csv").write_text(SECRET, encoding="utf-8")
    local = (tmp_path / "secret.csv").as_uri()
    formulas = (
        f"of:=WEBSERVICE(&quot;{url}/service&quot;)",
        f"of:=['{url}/table.csv'#$Sheet1.A1]",
        f"of:=['{local}'#$secret.A1]",
    )
    cells = "".join(
        f'<table:table-cell table:formula="{formula}" office:value-type="string" '
        'office:string-value="旧值"><text:p>旧值</text:p></table:table-cell>'
        for formula in formulas
    )
    linked = (
        f'<table:table table:name="L"><table:table-source xlink:type="simple" xlink:href="{local}" '
        'table:filter-name="Text - txt - csv (StarCalc)" table:filter-options="44,34,76,1"/>'
        "<table:table-row><table:table-cell/></table:table-row></table:table>"
    )
    body = (
        '<office:body><office:spreadsheet><table:table table:name="T"><table:table-row>'
        f"{cells}</table:table-row></table:table>{linked}</office:spreadsheet></office:body>"
    )
    document = read_bytes(open_document("spreadsheet", body), "报告.ods")
    assert "旧值" in document.text
    assert SECRET not in document.text
    assert asked == []


def test_macros_do_not_run(tmp_path):
    trace = tmp_path / "trace"
    module = (
        '<?xml version="1.0"?><script:module xmlns:script="http://openoffice.org/2000/script" '
        'script:name="Module1" script:language="StarBasic">Sub Main\n'
        f'Open "{trace}" For Output As #1\nPrint #1, "ran"\nClose #1\nEnd Sub</script:module>'
    )
    library = 'xmlns:library="http://openoffice.org/2000/library"'
    listener = (
        "<office:scripts><office:event-listeners><script:event-listener "
        'script:language="ooo:script" script:event-name="dom:load" xlink:type="simple" '
        'xlink:href="vnd.sun.star.script:Standard.Module1.Main?language=Basic&amp;location=document"'
        "/></office:event-listeners></office:scripts>"
    )
    body = (
        f"{listener}<office:body><office:text><text:p>年度支出</text:p></office:text></office:body>"
    )
    parts = {
        "Basic/script-lc.xml": f'<library:libraries {library} xmlns:xlink="http://www.w3.org/1999/'
        'xlink"><library:library library:name="Standard" library:link="false"/>'
        "</library:libraries>",
        "Basic/Standard/script-lb.xml": f'<library:library {library} library:name="Standard" '
        'library:readonly="false" library:passwordprotected="false">'
        '<library:element library:name="Module1"/></library:library>',
        "Basic/Standard/Module1.xml": module,
    }
    document = read_bytes(open_document("text", body, **parts), "报告.odt")
    assert "年度支出" in document.text
    assert not trace.exists()
