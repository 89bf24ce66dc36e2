"""What runs Python in the page, as it is staged."""

from hashlib import sha256

import pytest
from click import ClickException

from sitekit.prepare import pyodide

WHEEL = b"the wheel of NumPy"
NAME = "numpy-1.whl"


@pytest.fixture
def host(tmp_path, monkeypatch):
    """The folder in which Pyodide's host has its files; there is no other source."""
    monkeypatch.delenv("PYODIDE_DIST", raising=False)
    monkeypatch.delenv("REQUIRE_PYODIDE", raising=False)
    package = {"file_name": NAME, "sha256": sha256(WHEEL).hexdigest()}
    monkeypatch.setattr(pyodide, "WHEELS", tmp_path / "cache")
    monkeypatch.setattr(pyodide, "pinned", lambda: ("1.0", {}, package))
    monkeypatch.setattr(pyodide, "HOST", f"{tmp_path.as_uri()}/host/{{version}}/{{name}}")
    folder = tmp_path / "host" / "1.0"
    folder.mkdir(parents=True)
    return folder


def test_numpy_is_downloaded_once(host):
    (host / NAME).write_bytes(WHEEL)
    for _ in range(2):
        assert pyodide.numpy_wheel().read_bytes() == WHEEL
        (host / NAME).unlink(missing_ok=True)


def test_numpy_is_taken_from_the_folder_that_is_named(host, tmp_path, monkeypatch):
    (tmp_path / NAME).write_bytes(WHEEL)
    monkeypatch.setenv("PYODIDE_DIST", str(tmp_path))
    assert pyodide.numpy_wheel().read_bytes() == WHEEL


def test_a_wheel_that_the_lock_file_does_not_name_is_refused(host):
    (host / NAME).write_bytes(b"another wheel")
    with pytest.raises(ClickException, match=r"numpy-1\.whl is not the wheel"):
        pyodide.numpy_wheel()


def test_without_numpy_the_build_fails_where_it_is_required(host, monkeypatch):
    monkeypatch.setenv("REQUIRE_PYODIDE", "1")
    with pytest.raises(ClickException, match="cannot be had"):
        pyodide.numpy_wheel()
