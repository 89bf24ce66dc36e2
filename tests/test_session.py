"""What runs the samples in a page, here without one."""

import json
import re

import pytest

from sitekit.browser.samples import session


def run(source, number=1):
    """What a sample sent, message by message, and its error."""
    sent = []
    error = session.run(number, number - 1, f"<Sample {number}>", source, sent.append)
    return [json.loads(it) for it in sent], json.loads(error)


def printed(sent):
    """What came of each stream together."""
    parts = [part for message in sent for part in message["parts"]]
    return ["".join(text for name, text in parts if name == it) for it in ("out", "error")]


@pytest.mark.parametrize(
    ("source", "out"),
    [
        ("print('a', 'b', sep='', end='!')", "ab!"),
        ("sys.stdout.write('기울기\\n')", "기울기\n"),
        ("print(sys.stdout.write('한글'))", "한글2\n"),
        ("print('\\ud800')", "\\ud800\n"),
        ("sys.stdout = io.StringIO()\nsys.stdout = sys.__stdout__\nprint(1)", "1\n"),
        ("with redirect_stdout(sys.stderr):\n    print(1)\nprint(2)", "2\n"),
    ],
)
def test_a_sample_may_ask_of_its_output_what_it_may_elsewhere(source, out):
    sent, error = run(f"import io, sys\nfrom contextlib import redirect_stdout\n{source}")
    assert error is None
    assert printed(sent)[0] == out


STREAMS = ["stdout", "stderr"]


@pytest.mark.parametrize("stream", STREAMS)
def test_what_is_flushed_is_sent_at_once(stream):
    lines = [f"print({it!r}, file=sys.{stream}, flush=True)" for it in "abc"]
    sent, _ = run("\n".join(["import sys", *lines]))
    assert ["".join(printed([it])) for it in sent][-3:] == ["b\n", "c\n", ""]


def test_what_both_streams_print_keeps_its_order():
    pairs = zip("abcd", STREAMS * 2, strict=True)
    lines = [f"print('{it}', file=sys.{stream})" for it, stream in pairs]
    sent, _ = run("\n".join(["import sys", *lines]))
    parts = [part for message in sent for part in message["parts"]]
    assert "".join(text for _, text in parts) == "a\nb\nc\nd\n"


@pytest.mark.parametrize("end", ["\n", ""])
def test_much_that_is_flushed_is_not_sent_piece_by_piece_and_what_is_cut_is_said(end):
    sent, _ = run(f"for k in range(100_000):\n    print(k, end={end!r}, flush=True)")
    assert len(sent) < 1_000
    assert sent[-1]["left"] == (99_000 if end else 1)


def test_of_a_long_error_the_beginning_is_told():
    _, error = run("raise ValueError('much\\n' * 20_000)")
    assert len(error["traceback"]) == len(error["error"]) == session.MESSAGE


def test_a_logger_made_in_one_sample_is_heard_in_the_next():
    run(
        "import logging, sys\nlog = logging.Logger('log')\n"
        "log.addHandler(logging.StreamHandler(sys.stdout))"
    )
    sent, error = run("log.warning('careful')", number=2)
    assert (printed(sent)[0], error) == ("careful\n", None)


def test_an_error_shows_the_lines_of_the_reader_alone():
    code = "import json\ndef read(text):\n    return json.loads(text)\n\nread('x')"
    trace = run(code)[1]["traceback"]
    places = re.findall(r'File "(.*?)", line (\d+)', trace)
    assert places == [("<Sample 1>", "5"), ("<Sample 1>", "3")]
    assert "return json.loads(text)" in trace
    assert "\njson.decoder.JSONDecodeError: Expecting value" in trace
