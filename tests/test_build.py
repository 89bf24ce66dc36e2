"""A build that cannot go on says why in one line, and leaves the last good site."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest
from drill import copy
from matplotlib.font_manager import fontManager

from sitekit import LANGUAGES, ROOT, build, prepare
from sitekit.command import INTERRUPTED, CommandError

pytestmark = pytest.mark.site
GOOD = "the last good site"
PAGE = """
import sys
from pathlib import Path

sys.stdin.readline() or sys.exit()
folder = Path(sys.argv[-1])
folder.mkdir(exist_ok=True)
(folder / "index.html").write_text("{page}")
{then}
"""
"""Stands for MkDocs."""
FULL = 'raise OSError(28, "No space left on device", "site/page")'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the repository that has been built."""
    copy(tmp_path)
    (tmp_path / "node_modules").unlink()
    (tmp_path / "node_modules").mkdir()
    for package in (ROOT / "node_modules").iterdir():
        (tmp_path / "node_modules" / package.name).symlink_to(package)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text(GOOD)
    return tmp_path


def started(project: Path, module: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", f"sitekit.{module}"],
        cwd=project,
        env=os.environ | {"PYODIDE_DIST": str(prepare.BUILD / "wheels"), "PORT": "0"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=hears_interrupts,
    )


def hears_interrupts() -> None:
    """What a shell starts in the background would not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def lines(stderr: str) -> list[str]:
    """What a build has said, but for where pages will get NumPy."""
    return [line for line in stderr.splitlines() if not line.startswith("Without numpy")]


def fails(project: Path) -> str:
    """The one line of a build that cannot go on."""
    with started(project, "build") as process:
        _, said = process.communicate()
    assert process.returncode == 1
    assert (project / "site" / "index.html").read_text() == GOOD
    (line,) = lines(said)
    return line


def runs_a_lab(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return "ipykernel_launcher" in process.cmdline()
    return False


@pytest.mark.parametrize(
    ("module", "number"), [("build", signal.SIGINT), ("serve", signal.SIGTERM)]
)
def test_an_interrupted_build_says_so_and_leaves_the_site_and_no_process(
    project: Path, module: str, number: signal.Signals
) -> None:
    (project / "build").mkdir()
    for drawn in ("drawings", "drawings.key"):
        source = prepare.BUILD / drawn
        if source.exists():
            (shutil.copytree if source.is_dir() else shutil.copy)(
                source, project / "build" / drawn
            )
    with started(project, module) as process:
        family: list[psutil.Process] = []
        while not any(map(runs_a_lab, family)):
            assert process.poll() is None
            time.sleep(0.1)
            family = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(number)
        _, said = process.communicate()
    _, alive = psutil.wait_procs(family, timeout=20)
    assert not alive
    assert process.returncode == INTERRUPTED
    assert lines(said) == ["Stopped."]
    assert (project / "site" / "index.html").read_text() == GOOD


def test_a_second_signal_does_not_keep_the_server_from_ending(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<meta charset="utf-8"><body></body>')
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    serve = (
        "import sys; from sitekit import serve; "
        "serve.build, serve.SITE = lambda: 0, sys.argv[1]; serve.main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", serve, str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"PORT": str(port)},
        preexec_fn=hears_interrupts,
    ) as process:
        answered = False
        while not answered:
            assert process.poll() is None
            with suppress(OSError), urlopen(f"http://127.0.0.1:{port}/") as answer:
                answered = answer.status == 200
        for number in (signal.SIGINT, signal.SIGTERM):
            process.send_signal(number)
        try:
            process.wait(timeout=20)
        finally:
            process.kill()
    assert process.returncode in (0, INTERRUPTED)


def test_a_folder_that_cannot_be_written_to_is_named(project: Path) -> None:
    (project / "build").write_text("no folder")
    assert re.search(r"/build\b.*: (Not a directory|File exists)$", fails(project))


def test_a_full_disk_is_named(project: Path) -> None:
    startup = project / "build" / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "style.py").symlink_to("/dev/full")
    assert "No space left on device" in fails(project)


def test_a_missing_font_of_the_formulas_is_named(project: Path) -> None:
    katex = project / "node_modules" / "katex"
    katex.unlink()
    shutil.copytree(ROOT / "node_modules" / "katex", katex)
    (katex / "dist" / "fonts" / "KaTeX_Main-Bold.woff2").unlink()
    shutil.copytree(prepare.drawings(), project / "build" / "drawings")
    shutil.copy(prepare.BUILD / "drawings.key", project / "build")
    assert fails(project).endswith("/KaTeX_Main-Bold.woff2: No such file or directory")


def test_a_missing_font_of_the_figures_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepare, "BUILD", tmp_path)
    fonts = [font for font in fontManager.ttflist if font.name != "cmr10"]
    with monkeypatch.context() as patch:
        patch.setattr(fontManager, "ttflist", fonts)
        fontManager._findfont_cached.cache_clear()
        with pytest.raises(CommandError, match="Font family 'cmr10' not found"):
            prepare.drawings()
    fontManager._findfont_cached.cache_clear()
    assert not (tmp_path / "drawings.key").exists()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site that is built without all that takes long, by what stands for MkDocs."""
    monkeypatch.setattr(build, "BUILD", tmp_path / "build")
    monkeypatch.setattr(build, "PYTHON", tmp_path / "build" / "python")
    monkeypatch.setattr(build, "prepare", lambda: None)
    monkeypatch.setattr(build, "outputs_key", lambda: "outputs")
    (tmp_path / "build" / "python").mkdir(parents=True)
    made(monkeypatch, GOOD)
    build.build(tmp_path / "site")
    return tmp_path / "site"


def made(monkeypatch: pytest.MonkeyPatch, page: str, then: str = "") -> None:
    """Let a page be made, and then something happen."""
    script = PAGE.format(page=page, then=then)
    monkeypatch.setattr(build, "LANGUAGE", [sys.executable, "-c", script])
    monkeypatch.setattr(build, "key", lambda *_: page)


def test_a_disk_that_is_full_for_mkdocs_is_named(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made(monkeypatch, "another page", FULL)
    with pytest.raises(CommandError, match="No space left on device"):
        build.build(site)
    assert not capsys.readouterr().err
    assert (site / "index.html").read_text() == GOOD


def test_what_a_failed_build_left_is_not_taken_for_a_whole_page(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(monkeypatch, "half a page", FULL)
    with pytest.raises(CommandError):
        build.build(site)
    made(monkeypatch, GOOD)
    build.build(site)
    assert (site / "index.html").read_text() == GOOD


@pytest.mark.parametrize("moment", ["before", "after"])
def test_the_last_good_site_comes_back_if_the_next_cannot_take_its_place(
    site: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    rename = Path.rename

    def interrupted(path: Path, target: Path) -> Path:
        if path.name == "whole" and moment == "before":
            raise KeyboardInterrupt
        done = rename(path, target)
        if path == site and moment == "after":
            raise KeyboardInterrupt
        return done

    made(monkeypatch, "another page")
    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build.build(site)
    assert (site / "index.html").read_text() == GOOD


def test_a_site_that_a_killed_build_has_put_aside_comes_back(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.rename(build.last(site))
    made(monkeypatch, "half a page", FULL)
    with pytest.raises(CommandError):
        build.build(site)
    assert (site / "index.html").read_text() == GOOD


def test_what_mkdocs_says_of_a_page_is_printed_once_and_without_noise(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = [
        "INFO    -  Building",
        "[IPKernelApp] WARNING | Kernel is running over TCP",
        "ERROR   -  Error reading page 'a.md': $x: no end",
        "Error: $x: no end",
    ]
    text = "\n".join(said)
    made(monkeypatch, "half a page", f"sys.exit({text!r})")
    with pytest.raises(CommandError, match="refused docs/ko and docs/en"):
        build.build(site)
    assert capsys.readouterr().err.splitlines() == [said[2]] * 2


def test_an_output_that_was_kept_by_half_is_made_again(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language in LANGUAGES:
        kept = build.BUILD / "labs" / "outputs" / language
        kept.mkdir(parents=True)
        (kept / "whole.json").write_text(json.dumps({"content": "a lab"}))
        (kept / "half.json").write_text('{"content": "a l')
    build.build(site)
    assert {file.name for file in build.BUILD.rglob("*.json")} == {"whole.json"}
