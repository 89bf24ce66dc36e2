import numpy as np
import pytest

from gdlesson import descent_path, gradient_descent
from gdlesson.landscapes import bowl

START = [-3.0, 4.0]


class OwnError(FloatingPointError):
    pass


@pytest.mark.parametrize("error", [OwnError, OverflowError, TypeError, KeyboardInterrupt])
@pytest.mark.parametrize("calls", [0, 1, 5])
@pytest.mark.parametrize("descend", [gradient_descent, descent_path])
def test_what_f_raises_passes_unchanged(descend, calls, error):
    raised, seen = error("of f"), []

    def fails(x):
        seen.append(x)
        if len(seen) > calls:
            raise raised
        return bowl(x)

    with pytest.raises(error) as info:
        descend(fails, START)
    assert info.value is raised
    assert raised.__cause__ is raised.__context__ is None


def test_the_warnings_of_f_are_not_silenced():
    with (
        pytest.warns(RuntimeWarning, match="invalid value encountered in log"),
        pytest.raises(FloatingPointError, match="f returned nan"),
    ):
        gradient_descent(lambda x: np.log(x[0]), [-1.0])
    with np.errstate(all="raise"), pytest.raises(FloatingPointError, match=r"in log$"):
        gradient_descent(lambda x: np.log(x[0]), [-1.0])
