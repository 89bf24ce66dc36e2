import functools
import math
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from gdlesson import numerical_gradient


def sum_of_squares(x):
    return np.sum(x**2)


READ_ONLY = np.array([3.0, 4.0])
READ_ONLY.flags.writeable = False

KINDS = {
    "int": 3,
    "float": 3.0,
    "list of ints": [3, 4],
    "tuples": ((1.5, 2), (3, 4)),
    "int64": np.array([3, 4]),
    "uint8": np.array([3, 4], dtype=np.uint8),
    "float32": np.array([0.1, 0.7], dtype=np.float32),
    "big-endian": np.array([0.1, 0.7], dtype=">f8"),
    "float64": np.array([[[3.0, 4.0]], [[0.5, 0.0]]]),
    "read-only": READ_ONLY,
    "non-contiguous": np.arange(12.0).reshape(3, 4)[::2, ::-2],
    "Fortran order": np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    "one number broadcast": np.broadcast_to(1.5, (2, 3)),
    "float16": np.array([3, 4], dtype=np.float16),
    "longdouble": np.array([3, 4], dtype=np.longdouble),
    "matrix": np.array([[3.0, 4.0]]).view(np.matrix),
    "Fraction": Fraction(1, 3),
    "list of several kinds": [Fraction(1, 3), 2, 0.5],
    "objects": np.array([[1, 2.5]], dtype=object),
    "minus zero": [2**64 >> 40, -0.0],
    "range": range(3),
    "nothing": [],
}


@pytest.mark.parametrize("x", KINDS.values(), ids=KINDS)
def test_any_real_numbers_become_float64_arrays_that_f_may_keep_and_change(x):
    before = np.array(x)
    given = []

    def spoils(x):
        value = sum_of_squares(x)
        x[...] = np.nan
        given.append(x)
        return value

    gradient = numerical_gradient(spoils, x)
    assert len(given) == 2 * before.size
    for array in (gradient, *given):
        assert type(array) is np.ndarray
        assert array.dtype == np.float64
        assert array.shape == before.shape
        assert not np.shares_memory(array, x)
    assert gradient.flags.c_contiguous
    np.testing.assert_allclose(gradient, 2 * before.astype(float), rtol=0, atol=1e-8)
    np.testing.assert_array_equal(x, before)
    assert np.isnan(given).all()
    assert not any(np.shares_memory(one, other) for one, other in pairwise(given))


@pytest.mark.parametrize("shape", [(), (2,)])
def test_a_type_error_of_f_itself_passes_unchanged(shape):
    error = TypeError("of f")

    def fails(x, y=0):
        raise error

    @functools.wraps(math.atan2)  # whose two arguments are not those of `passes_two`
    def passes_two(x):
        raise error

    for f in (fails, passes_two):
        with pytest.raises(TypeError) as info:
            numerical_gradient(f, np.ones(shape))
        assert info.value is error
