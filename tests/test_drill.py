"""The faults of `make drill` can still be made."""

import pytest
from drill import FAULTS, ROOT


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_a_fault_stands_once_in_each_file_and_its_test_exists(fault):
    for name in fault.files:
        found = (ROOT / name).read_text("utf-8").count(fault.text)
        assert found == 1, (
            f"{name} has this {found} times, and tests/faults.toml makes a fault of it: "
            f"{fault.text}\nName there what now stands once."
        )
    file, _, test = fault.test.partition("[")[0].partition("::")
    text = (ROOT / file).read_text("utf-8")
    assert not test or f"def {test}(" in text, fault.test
