"""The workflows, as files; linters read them too."""

import re

import pytest
import yaml

from sitekit import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").iterdir())
CHECK = ".github/workflows/check.yml"
each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


@each_workflow
def test_a_workflow_needs_no_secret_and_hides_no_failure(path):
    text = path.read_text("utf-8")
    assert "secrets" not in text
    assert "continue-on-error" not in text
    assert not re.search(r"(make|run) .*(\|\||; *(true|exit))", text)


def before(jobs, name):
    """Jobs that must have passed before a job begins."""
    needs = jobs[name].get("needs", [])
    needs = {needs} if isinstance(needs, str) else {*needs}
    return needs.union(*(before(jobs, need) for need in needs))


@each_workflow
def test_what_may_write_waits_for_all_else_to_pass_and_for_every_check(path):
    jobs = yaml.safe_load(path.read_text("utf-8"))["jobs"]
    writers = {name for name, it in jobs.items() if "write" in str(it.get("permissions"))}
    for name in writers:
        assert before(jobs, name) - writers == jobs.keys() - writers
        assert f"$/{CHECK}" in [it.get("uses") for it in jobs.values()]
        assert not any("if" in it for it in jobs.values())  # as always() would be


def test_the_check_of_a_change_asks_every_question():
    check = yaml.safe_load((ROOT / CHECK).read_text("utf-8"))
    job = check["jobs"]["test"]
    commands = {step.get("run"): step.get("if") for step in job["steps"]}
    assert commands["make test"] == "github.event_name == 'pull_request'"
    assert commands["make test-all"] == "github.event_name != 'pull_request'"
    assert "if" not in job
    on = check[True]  # as YAML 1.1 reads it
    assert on["pull_request"] is None, "a change that is left out is not checked"
    assert "exec make test\n" in (ROOT / ".ci" / "run").read_text("utf-8")


def steps(workflow, job):
    file = ROOT / ".github" / "workflows" / f"{workflow}.yml"
    return yaml.safe_load(file.read_text("utf-8"))["jobs"][job]["steps"]


def test_what_is_published_knows_its_address_its_dates_and_has_numpy():
    checkout, *others = steps("publish", "build")
    assert checkout["with"]["fetch-depth"] == 0
    (make,) = (it for it in others if it.get("run") == "make site")
    assert make["env"].keys() == {"SITE_URL", "REPO_URL", "REQUIRE_PYODIDE"}


def test_other_versions_are_locked_before_they_are_tested():
    runs = [it["run"] for it in steps("weekly", "test") if "run" in it]
    assert runs == ['make lock LOCK_FLAGS="$VERSIONS"', "make test-all"]


@each_workflow
def test_every_job_ends_on_its_own(path):
    for name, job in yaml.safe_load(path.read_text("utf-8"))["jobs"].items():
        assert "uses" in job or job["timeout-minutes"] <= 20, name
