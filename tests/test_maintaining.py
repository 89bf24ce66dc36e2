"""What the repository says to those who keep it."""

import re
from xml.etree import ElementTree

import pytest

from gdlesson.figures import DARK, LIGHT
from sitekit import ROOT, overview
from sitekit.pages import pages

SAID = [ROOT / "README.md", *(pages(it)["maintaining.md"].path for it in ("ko", "en"))]
each_text = pytest.mark.parametrize(
    "path", SAID, ids=lambda path: str(path.relative_to(ROOT))
)
IMPORT = re.compile(
    r"^ *(?:from ([\w.]+) )?import (?:\(([\w,\s]*)\)|([\w, ]+))", re.MULTILINE
)


@each_text
def test_every_command_that_is_named_is_one_of_the_makefile(path):
    named = re.findall(r"(?:`|&& |^)make ([a-z]+)", path.read_text("utf-8"), re.MULTILINE)
    targets = re.findall(
        r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE
    )
    assert len(named) > 3
    assert set(named) <= set(targets)


@each_text
def test_every_path_that_is_named_is_there(path):
    named = re.findall(r"`([\w.-]+(?:/[\w.-]+)+)`", path.read_text("utf-8"))
    kept = [it for it in named if "NAME" not in it and not it.startswith("build/")]
    assert [it for it in kept if not (ROOT / it).exists()] == []


def names(file):
    """Modules that a file imports, read without `ast`."""
    for package, several, one in IMPORT.findall(file.read_text("utf-8")):
        for word in re.findall(r"[\w.]+", several or one):
            yield f"{package}.{word}" if package else word
        yield package


@pytest.fixture(scope="module", params=[LIGHT, DARK], ids=lambda theme: theme.name)
def picture(request):
    return overview.draw(request.param).getroot()


def test_the_picture_has_every_module_under_a_title(picture):
    rows = [it.text for it in picture.iter("text")]
    titles = [it.text for it in picture.iter("text") if it.get("font-weight")]
    files = [*ROOT.glob("sitekit/*.py"), *ROOT.glob("gdlesson/*.py")]
    stems = [it.stem for it in files if it.stem != "__init__"]
    assert sorted(rows) == sorted([*titles, *stems, "gdlesson"])
    assert titles == ["make", "prepare()", "mkdocs()", "finish()", "sitekit", "gdlesson"]


def test_the_arrows_of_the_picture_are_the_imports_of_the_code(picture):
    files = {f"{it.parent.name}.{it.stem}": it for it in ROOT.glob("[gs]*/*.py")}
    files = {it.removesuffix(".__init__"): file for it, file in files.items()}
    known = {it for it in files if it.startswith(("sitekit.", "gdlesson"))}
    imported = {
        f"{name} {other}" for name in known for other in {*names(files[name])} & known
    }
    arrows = [it.get("data-arrow") for it in picture.iter("path")]
    assert len(arrows) == len(set(arrows))
    assert set(arrows) == imported


def test_no_arrow_leads_from_the_package_to_what_builds_the_site(picture):
    arrows = [it.get("data-arrow") for it in picture.iter("path")]
    assert [it for it in arrows if re.match(r"gdlesson.* sitekit", it)] == []


def test_what_is_written_and_drawn_stays_within_the_picture(picture):
    width, height = map(float, picture.get("viewBox").split()[2:])
    for text in picture.iter("text"):
        assert float(text.get("x")) + float(text.get("textLength")) < width
        assert float(text.get("y")) < height
    for path in picture.iter("path"):
        start, bow = map(float, re.findall(r"[MC]([\d.]+)", path.get("d"))[:2])
        assert start / 4 + 3 * bow / 4 < width


def test_the_picture_is_the_same_at_every_run(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    overview.write(first)
    overview.write(second)
    for file in first.iterdir():
        assert file.read_bytes() == (second / file.name).read_bytes()
        ElementTree.parse(file)
