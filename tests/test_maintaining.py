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


def boxes(picture):
    """Titles of the boxes and the modules in each, by what is written within its sides."""
    found = {}
    for box in picture.iter("rect"):
        x, y, width, height = (float(box.get(it)) for it in ("x", "y", "width", "height"))
        texts = [
            it
            for it in picture.iter("text")
            if y < float(it.get("y")) < y + height
            and x < float(it.get("x"))
            and float(it.get("x")) + float(it.get("textLength")) < x + width
        ]
        (title,) = (it.text for it in texts if it.get("font-weight"))
        found[title] = [it.text for it in texts if not it.get("font-weight")]
    return found


def test_the_picture_has_every_module_in_a_box(picture):
    found = boxes(picture)
    assert [*found] == ["make", "prepare()", "mkdocs()", "finish()", "sitekit", "gdlesson"]
    files = [*ROOT.glob("sitekit/*.py"), *ROOT.glob("gdlesson/*.py")]
    stems = [it.stem for it in files if it.stem != "__init__"]
    words = [word for words in found.values() for word in words]
    assert sorted(words) == sorted([*stems, "gdlesson"])
    assert len([*words, *found]) == len([*picture.iter("text")])


def test_the_arrows_of_the_picture_are_the_imports_of_the_code(picture):
    files = {f"{it.parent.name}.{it.stem}": it for it in ROOT.glob("[gs]*/*.py")}
    files = {it.removesuffix(".__init__"): file for it, file in files.items()}
    home = {}
    for title, words in boxes(picture).items():
        package = "gdlesson" if title == "gdlesson" else "sitekit"
        home |= {it if it == package else f"{package}.{it}": title for it in words}
    imported = {
        f"{title} {home[other]}"
        for name, title in home.items()
        for other in {*names(files[name])} & {*home}
        if home[other] != title
    }
    arrows = [it.get("data-arrow") for it in picture.iter("path")]
    assert len(arrows) == len(set(arrows))
    assert set(arrows) == imported


def test_no_arrow_leads_from_the_package_to_what_builds_the_site(picture):
    arrows = [it.get("data-arrow") for it in picture.iter("path")]
    assert [it for it in arrows if it.startswith("gdlesson ")] == []


def test_every_arrow_starts_beside_its_box_and_ends_at_the_title_of_another(picture):
    tops = {}
    for box, title in zip(picture.iter("rect"), boxes(picture), strict=True):
        top, height = float(box.get("y")), float(box.get("height"))
        tops[title] = (top, top + height, box.get("stroke"))
    lanes = {}
    for path in picture.iter("path"):
        title, other = path.get("data-arrow").split()
        start, lane, end = map(
            float, re.findall(r"M\S+ (\S+)H(\S+)V(\S+)H", path.get("d"))[0]
        )
        assert tops[title][0] < start < tops[title][1]
        assert tops[other][0] < end < tops[other][0] + overview.ROW
        assert path.get("stroke") == tops[other][2]
        assert lanes.setdefault(other, lane) == lane
    assert len(set(lanes.values())) == len(lanes)


def test_what_is_written_and_drawn_stays_within_the_picture(picture):
    width, height = map(float, picture.get("viewBox").split()[2:])
    for box in picture.iter("rect"):
        assert float(box.get("y")) + float(box.get("height")) < height
    for path in picture.iter("path"):
        assert float(re.findall(r"H([\d.]+)V", path.get("d"))[0]) < width


def test_the_picture_is_the_same_at_every_run(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    overview.write(first)
    overview.write(second)
    for file in first.iterdir():
        assert file.read_bytes() == (second / file.name).read_bytes()
        ElementTree.parse(file)
