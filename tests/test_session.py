"""What runs the samples in a page, here without one."""

import json
import re

from sitekit.browser.samples import session


def run(source, number=1):
    """The error of a sample, if it raised one."""
    return json.loads(session.run(number, number - 1, f"<Sample {number}>", source))


def test_what_a_sample_makes_of_its_output_ends_with_it(capfd):
    run("import io, sys\nkept = sys.stdout\nsys.stdout = io.StringIO()")
    run("print('heard')\nprint('so too', end='', file=kept)", number=2)
    assert capfd.readouterr().out == "heard\nso too"


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
