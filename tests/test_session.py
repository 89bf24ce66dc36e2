"""What runs the samples in a page, here without one."""

import json
import re
import sys

import pytest

from sitekit.browser.samples import session


def run(source, number=1):
    """The error of a sample, if it raised one."""
    return json.loads(session.run(number, number - 1, f"<Sample {number}>", source))


@pytest.mark.parametrize(
    ("source", "out"),
    [
        ("print('a', 'b', sep='', end='!')", "ab!"),
        ("sys.stdout.write('기울기\\n')", "기울기\n"),
        ("print(sys.stdout.write('한글'))", "한글2\n"),
        ("sys.stdout = io.StringIO()\nsys.stdout = sys.__stdout__\nprint(1)", "1\n"),
        ("with redirect_stdout(sys.stderr):\n    print(1)\nprint(2)", "2\n"),
    ],
)
def test_a_sample_may_ask_of_its_output_what_it_may_elsewhere(source, out, capfd):
    assert run(f"import io, sys\nfrom contextlib import redirect_stdout\n{source}") is None
    sys.__stdout__.flush()
    assert capfd.readouterr().out == out


def test_what_a_sample_makes_of_its_output_ends_with_it(capfd):
    run("import io, sys\nkept = sys.stdout\nsys.stdout = io.StringIO()")
    run("print('heard')\nprint('so too', end='', file=kept)", number=2)
    sys.__stdout__.flush()
    assert capfd.readouterr().out == "heard\nso too"


def test_a_logger_made_in_one_sample_is_heard_in_the_next(capfd):
    run(
        "import logging, sys\nlog = logging.Logger('log')\n"
        "log.addHandler(logging.StreamHandler(sys.stdout))"
    )
    assert run("log.warning('careful')", number=2) is None
    assert capfd.readouterr().out == "careful\n"


def test_of_a_long_error_the_beginning_is_told():
    error = run("raise ValueError('much\\n' * 20_000)")
    assert len(error["traceback"]) == len(error["error"]) == session.MESSAGE


def test_an_error_shows_the_lines_of_the_reader_alone():
    code = "import json\ndef read(text):\n    return json.loads(text)\n\nread('x')"
    trace = run(code)["traceback"]
    places = re.findall(r'File "(.*?)", line (\d+)', trace)
    assert places == [("<Sample 1>", "5"), ("<Sample 1>", "3")]
    assert "return json.loads(text)" in trace
    assert "\njson.decoder.JSONDecodeError: Expecting value" in trace
