"""The workflows, as files."""

import re

import pytest
import yaml

from sitekit import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").iterdir())
CHECK = ".github/workflows/check.yml"
each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


@each_workflow
def test_no_workflow_needs_a_secret(path):
    assert "secrets" not in path.read_text("utf-8")


@each_workflow
def test_every_action_is_pinned_to_a_commit_and_says_which_version_that_is(path):
    for action in re.findall(r"uses: (.*)", path.read_text("utf-8")):
        assert re.fullmatch(r"\$/.+|[\w/-]+@[0-9a-f]{40} # v[\d.]+", action), action


@each_workflow
def test_a_workflow_asks_for_nothing_but_reading_unless_a_job_says_more(path):
    permissions = yaml.safe_load(path.read_text("utf-8"))["permissions"]
    assert set(permissions.values()) <= {"read"}


def before(jobs, name):
    """Jobs that must have passed before a job begins."""
    needs = jobs[name].get("needs", [])
    needs = {needs} if isinstance(needs, str) else {*needs}
    return needs.union(*(before(jobs, need) for need in needs))


@each_workflow
def test_what_may_write_waits_for_all_else_to_pass_and_for_every_check(path):
    jobs = yaml.safe_load(path.read_text("utf-8"))["jobs"]
    for name, job in jobs.items():
        if "write" in str(job.get("permissions")):
            assert before(jobs, name) == jobs.keys() - {name}
            assert "$/.github/workflows/check.yml" in [
                it.get("uses") for it in jobs.values()
            ]
            assert not any("if" in it for it in jobs.values())  # as always() would be


@each_workflow
def test_a_step_that_fails_fails_its_workflow(path):
    text = path.read_text("utf-8")
    assert "continue-on-error" not in text
    assert not re.search(r"(make|run) .*(\|\||; *(true|exit))", text)


def test_the_check_of_a_change_asks_every_question():
    steps = yaml.safe_load((ROOT / CHECK).read_text("utf-8"))
    commands = [step.get("run") for step in steps["jobs"]["test"]["steps"]]
    assert {"make test", "make test-all"} <= {*commands}


@each_workflow
def test_every_job_ends_on_its_own(path):
    for name, job in yaml.safe_load(path.read_text("utf-8"))["jobs"].items():
        assert "uses" in job or job["timeout-minutes"] <= 20, name


@each_workflow
def test_a_workflow_makes_only_what_the_makefile_can(path):
    targets = re.findall(
        r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE
    )
    assert set(re.findall(r"make ([a-z-]+)", path.read_text("utf-8"))) <= set(targets)
