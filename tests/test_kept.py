"""What a build keeps is made once for the same input, and anew for any other."""

from pathlib import Path

import pytest

from sitekit import kept

made: list[tuple[str, int]] = []


@kept.kept
def made_once(text: str, number: int) -> list[str]:
    made.append((text, number))
    return [text] * number


@kept.kept
def other(text: str, number: int) -> list[str]:
    return [f"other {text} {number}"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(kept, "folder", lambda: tmp_path)
    made.clear()
    return tmp_path


def test_the_same_is_made_once_and_something_else_anew() -> None:
    for _ in range(2):
        assert made_once("a", 2) == ["a", "a"]
        assert made_once("b", 2) == ["b", "b"]
        assert made_once("b", 1) == ["b"]
        assert other("b", 1) == ["other b 1"]
    assert made == [("a", 2), ("b", 2), ("b", 1)]


def test_what_an_ended_build_has_half_written_is_not_taken(folder: Path) -> None:
    made_once("a", 2)
    (file,) = folder.iterdir()
    file.rename(file.with_name(f"{file.name}.123"))
    assert made_once("a", 2) == ["a", "a"]
    assert len(made) == 2


def test_changed_code_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(kept, "BUILD", tmp_path)
    for code in ("one", "two"):
        monkeypatch.setattr(kept, "digest", lambda files, code=code: code)
        kept.folder.cache_clear()
        assert kept.folder() == tmp_path / "kept" / code
    assert [it.name for it in (tmp_path / "kept").iterdir()] == ["two"]
    kept.folder.cache_clear()
