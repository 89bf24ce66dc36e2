"""Values of the benchmarks on a page."""

import pytest

from sitekit import results


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ([1.249, 1.304, 1.752], "1.3 (1.2–\u20601.8)"),
        ([618.1, 1352.0, 18080.0], "1,400 (620–\u206018,000)"),
        ([0.041, 0.056, 10.04], "0.056 (0.041–\u206010)"),
        ([2.522, 3.023, 3.459], "3.0 (2.5–\u20603.5)"),
        ([146.1, 150.2, 154.9], "150 (146–\u2060155)"),
        ([150.2, 150.2, 150.2], "150"),
        (9.96, "10"),
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


def test_scipy_takes_about_three_times_the_limit_on_a_thousand_elements():
    speed = results.value("gradients.speed.sum.1000")
    assert round(speed["over_bare"][1] * speed["scipy"][1]) == 3


def test_a_value_that_was_never_measured_is_no_page():
    with pytest.raises(KeyError, match="no_such"):
        results.with_results("{{ gradients.no_such }}")
