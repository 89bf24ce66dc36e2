"""A build that cannot go on says why in one line, and leaves the last good site."""

import logging
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import psutil
import pytest
from click import ClickException
from drill import copy
from mkdocs.exceptions import Abort

from sitekit import BUILD, ROOT, build, digest, prepare, serve
from sitekit.finish import policy
from sitekit.prepare import pictures

pytestmark = pytest.mark.site
GOOD = "the last good site"
SIGNALS = signal.SIGINT, signal.SIGTERM


@pytest.fixture(autouse=True)
def interrupts():
    """Let what is started hear interrupts, as in the background of a shell it would not."""
    before = [signal.signal(it, signal.default_int_handler) for it in SIGNALS]
    yield
    for number, handler in zip(SIGNALS, before, strict=True):
        signal.signal(number, handler)


def runs_a_lab(process):
    with suppress(psutil.NoSuchProcess):
        return "ipykernel_launcher" in process.cmdline()
    return False


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "number"), [("build", signal.SIGINT), ("serve", signal.SIGTERM)]
)
def test_an_interrupted_build_says_so_and_leaves_the_site_and_no_process(
    tmp_path, command, number
):
    copy(tmp_path)
    shutil.copytree(pictures.drawings(), tmp_path / "build" / "drawings")
    shutil.copy(BUILD / "drawings.key", tmp_path / "build")
    page = tmp_path / "site" / "index.html"
    page.parent.mkdir()
    page.write_text(GOOD)
    with subprocess.Popen(
        [sys.executable, "-m", "sitekit", command],
        cwd=tmp_path,
        env=os.environ | {"PYODIDE_DIST": str(BUILD / "wheels"), "PORT": "0"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        family = []
        end = time.monotonic() + 300
        while not any(map(runs_a_lab, family)):
            if process.poll() is not None or time.monotonic() > end:
                process.kill()
                pytest.fail("no lab has run")
            time.sleep(0.1)
            family = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(number)
        _, said = process.communicate()
    _, alive = psutil.wait_procs(family, timeout=20)
    assert not alive
    assert process.returncode == 1
    told = {line for line in said.splitlines() if not line.startswith("Without numpy")}
    assert told - {""} == {"Aborted!"}
    assert page.read_text() == GOOD


@pytest.fixture
def built(tmp_path, monkeypatch):
    """A site that is built without all that takes long."""
    monkeypatch.setattr(build, "BUILD", tmp_path / "build")
    monkeypatch.setattr(build, "PYTHON", tmp_path / "build" / "python")
    monkeypatch.setattr(build, "prepare", lambda: None)
    monkeypatch.setattr(build, "make", partial(write, GOOD, 0))
    (tmp_path / "build" / "python").mkdir(parents=True)
    build.build(tmp_path / "site")
    return tmp_path / "site"


def write(text, code, _, html, __):
    """Make a page, and end with an exit code."""
    html.mkdir(parents=True, exist_ok=True)
    (html / "index.html").write_text(text)
    sys.exit(code)


def test_a_site_is_replaced_by_a_whole_one_alone(built, monkeypatch):
    monkeypatch.setattr(build, "make", partial(write, "a newer site", 0))
    build.build(built)
    monkeypatch.setattr(build, "make", partial(write, "half a page", 1))
    with pytest.raises(ClickException, match="docs/ko and docs/en cannot be built"):
        build.build(built)
    assert (built / "index.html").read_text() == "a newer site"


def test_pictures_and_labs_are_made_anew_when_the_package_changes(monkeypatch):
    asked = []

    def noted(files, *more):
        asked.append({*files})
        return digest(asked[-1], *more)

    for module in (pictures, prepare):
        monkeypatch.setattr(module, "digest", noted)
    pictures.drawings()
    prepare.outputs_of_labs("ko")
    assert len(asked) == 2
    assert all({*ROOT.glob("gdlesson/*.py")} <= it for it in asked)


def test_what_is_shown_while_one_writes_is_made_of_all_and_may_reload(monkeypatch):
    begun = []
    monkeypatch.setattr(serve, "build", lambda: 0)
    monkeypatch.setattr(serve.Server, "serve", lambda it: begun.append(it))
    serve.serve(0)
    (server,) = begun
    watched = {Path(it).name for it in server._watched_paths}
    assert {"docs", "gdlesson", "sitekit", "mkdocs.yml", "mkdocs.ko.yml"} <= watched
    page = server._inject_js_into_html(b'<meta charset="utf-8"><body></body>', 1).decode()
    script = page.partition("<script>")[2].partition("</script>")[0]
    assert policy.hashed(script) in page


def test_why_a_page_is_refused_is_printed(tmp_path, monkeypatch, capfd):
    def refuse(*_):
        logging.getLogger("mkdocs.pages").warning("a link leads nowhere")
        raise Abort("Aborted with 1 warnings")

    monkeypatch.setattr(build, "run_mkdocs", refuse)
    process = get_context("fork").Process(target=build.make, args=("ko", tmp_path, ""))
    process.start()
    process.join()
    assert process.exitcode == 1
    said = ["docs/ko: WARNING: a link leads nowhere", "Aborted with 1 warnings"]
    assert capfd.readouterr().err.splitlines() == said
