"""Values of the benchmarks on a page."""

import pytest

from sitekit import results


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ([1.249, 1.304, 1.752], "1.3 (1.2–\u20601.8)"),
        ([618.1, 1352.0, 18080.0], "1,400 (620–\u206018,000)"),
        ([0.041, 0.056, 10.04], "0.056 (0.041–\u206010)"),
        (3.74e-08, "4e-08"),
        (True, "✓"),
        (False, "–"),
        (24, "24"),
        ("3.11.7", "3.11.7"),
    ],
)
def test_a_value_is_shown_as_its_median_and_range(value, text, monkeypatch):
    monkeypatch.setattr(results, "results", lambda: {"part": {"name": value}})
    assert results.with_results("so: {{ part.name }}.") == f"so: {text}."


def test_a_value_that_was_never_measured_is_no_page():
    with pytest.raises(KeyError, match="no_such"):
        results.with_results("{{ gradients.no_such }}")
