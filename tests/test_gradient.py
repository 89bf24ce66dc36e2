import functools
import math
import re
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from scipy.optimize import approx_fprime, check_grad

from gdlesson import numerical_gradient
from gdlesson.landscapes import two_wells


def sum_of_squares(x):
    return np.sum(x**2)


def wavy(x):
    """Neither a polynomial nor separable, and of any shape."""
    return np.sin(x).sum() + np.prod(np.cos(x / 2))


def frozen(array):
    array.flags.writeable = False
    return array


@pytest.mark.parametrize(
    ("x", "gradient"), [((3, 4), (6, 8)), ((0, 2), (0, 4)), ((3, 0), (6, 0))]
)
def test_the_bowl_has_the_gradients_of_the_book(x, gradient):
    found = numerical_gradient(lambda x: x[0] ** 2 + x[1] ** 2, np.array(x, dtype=float))
    np.testing.assert_allclose(found, gradient, rtol=0, atol=1e-10)


@pytest.mark.parametrize(
    "x",
    [
        pytest.param(3, id="int"),
        pytest.param(3.0, id="float"),
        pytest.param([3, 4], id="list of ints"),
        pytest.param(((1.5, 2), (3, 4)), id="tuples"),
        pytest.param(np.array([3, 4]), id="int64"),
        pytest.param(np.array([3, 4], dtype=np.uint8), id="uint8"),
        pytest.param(np.array([0.1, 0.7], dtype=np.float32), id="float32"),
        pytest.param(np.array([0.1, 0.7], dtype=">f8"), id="big-endian"),
        pytest.param(frozen(np.array([3.0, 4.0])), id="read-only"),
        pytest.param(np.arange(12.0).reshape(3, 4)[::2, ::-2], id="non-contiguous"),
        pytest.param(np.asfortranarray(np.arange(6.0).reshape(2, 3)), id="Fortran order"),
        pytest.param(np.broadcast_to(1.5, (2, 3)), id="one number broadcast"),
        pytest.param(np.array([3, 4], dtype=np.float16), id="float16"),
        pytest.param(np.array([3, 4], dtype=np.longdouble), id="longdouble"),
        pytest.param(np.matrix([[3.0, 4.0]]), id="matrix"),
        pytest.param(Fraction(1, 3), id="Fraction"),
        pytest.param([Fraction(1, 3), 2, 0.5], id="list of several kinds"),
        pytest.param(np.array([[1, 2.5]], dtype=object), id="objects"),
        pytest.param([2**64 >> 40, -0.0], id="minus zero"),
        pytest.param(range(3), id="range"),
    ],
)
def test_any_array_of_real_numbers_is_computed_in_float64(x):
    before = np.array(x)
    gradient = numerical_gradient(sum_of_squares, x)
    assert isinstance(gradient, np.ndarray)
    assert gradient.dtype == np.float64
    assert gradient.shape == before.shape
    assert gradient.flags.c_contiguous
    np.testing.assert_allclose(gradient, 2 * before.astype(float), rtol=0, atol=1e-8)
    np.testing.assert_array_equal(x, before)


def test_f_is_given_float64_arrays_of_the_shape_of_x():
    given = []
    numerical_gradient(lambda x: given.append(x) or 0.0, np.ones((2, 3), dtype=np.int32))
    assert {(type(x), x.dtype, x.shape) for x in given} == {
        (np.ndarray, np.dtype(np.float64), (2, 3))
    }


def test_f_is_called_twice_for_each_element():
    calls = []
    numerical_gradient(lambda W: calls.append(W) or 0.0, np.ones((2, 3)))
    assert len(calls) == 12


def test_the_callers_array_is_left_alone_when_f_raises():
    x = np.array([3.0, 4.0])
    seen = []

    def fails(x):
        seen.append(x)
        if len(seen) == 3:
            raise ZeroDivisionError
        return sum_of_squares(x)

    with pytest.raises(ZeroDivisionError):
        numerical_gradient(fails, x)
    np.testing.assert_array_equal(x, [3.0, 4.0])


def test_arguments_that_f_keeps_do_not_change_afterwards():
    x = np.array([3.0, 4.0])
    kept, copies = [], []

    def keeps(x):
        kept.append(x)
        copies.append(x.copy())
        return sum_of_squares(x)

    numerical_gradient(keeps, x)
    np.testing.assert_array_equal(kept, copies)
    np.testing.assert_array_equal(np.ptp(kept, axis=0) > 0, True)
    assert not any(np.shares_memory(argument, x) for argument in kept)
    assert not any(np.shares_memory(a, b) for a, b in pairwise(kept))


@pytest.mark.parametrize("x", [[3.0, 4.0], [[0.5, -1.0, 2.0]], 3.0])
def test_an_f_that_writes_into_its_argument_changes_neither_x_nor_the_gradient(x):
    x = np.array(x)
    before = x.copy()

    def overwrites(x):
        value = sum_of_squares(x)
        x[...] = np.nan
        return value

    np.testing.assert_array_equal(
        numerical_gradient(overwrites, x), numerical_gradient(sum_of_squares, x)
    )
    np.testing.assert_array_equal(x, before)


@pytest.mark.parametrize(
    "number",
    [
        float,
        int,
        np.float16,
        np.float32,
        np.float64,
        np.longdouble,
        np.array,
        Fraction,
        pytest.param(lambda x: np.array(x, np.float16), id="float16 array"),
        pytest.param(lambda x: np.array(Fraction(x)), id="array of a Fraction"),
        pytest.param(lambda x: np.broadcast_to(x, ()), id="broadcast"),
        pytest.param(lambda x: int(x) << 80, id="huge int"),
    ],
)
def test_f_may_return_any_kind_of_real_number(number):
    gradient = numerical_gradient(lambda x: number(x[0] * 8), [4.0], h=0.5)
    assert gradient[0] == number(1) * 8


@pytest.mark.parametrize("h", [np.array(0.5), np.float32(0.5), Fraction(1, 2)])
def test_h_may_be_any_kind_of_real_number(h):
    assert numerical_gradient(lambda x: x**2, 3.0, h=h) == 6


@pytest.mark.parametrize("x", [1e12, 9e11, 1e10, 1e8, -1e12])
def test_the_slope_of_x_is_1_also_where_its_steps_are_rounded(x):
    assert numerical_gradient(lambda x: x[0], [x]) == [1]


def test_the_logarithm_at_2_has_no_error_from_rounded_steps():
    for h in 10.0 ** -np.arange(6, 13):
        moved = (2 + h) - (2 - h)
        exact = np.log1p(moved / (2 - h)) / moved  # of the two points really taken
        assert numerical_gradient(np.log, 2.0, h) == pytest.approx(exact, abs=2e-16 / h)


def test_an_f_in_float32_stays_as_inexact_as_float32():
    def single(x):
        return np.sum(x.astype(np.float32) ** 2)

    assert [f"{g:.5f}" for g in numerical_gradient(single, [3, 4])] == [
        "5.98907",
        "8.00133",
    ]


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


def test_a_type_error_of_a_function_in_c_passes_unchanged():
    with pytest.raises(TypeError, match="iter"):
        numerical_gradient(max, 3.0)


@pytest.mark.parametrize(
    ("x", "h", "beside"),
    [([-0.0, 3.0], 1e308, "-0"), ([3.0, -1.7e308], 1e307, "-1.7e+308")],
)
@pytest.mark.filterwarnings("ignore:overflow encountered")
def test_an_h_that_leaves_float64_is_named(x, h, beside):
    said = re.escape(f"h must be small enough for float64; h={h} overflows beside {beside}")
    with pytest.raises(FloatingPointError, match=f"^{said}$"):
        numerical_gradient(np.tanh, x, h)


def test_a_slope_too_small_for_a_float_is_no_error():
    with np.errstate(all="raise"):
        assert numerical_gradient(lambda x: 1e-20 * (x > 0), 0.0, h=4e307) == 0


@pytest.mark.parametrize("seed", range(5))
def test_scipy_finds_the_same_gradient(seed):
    x = np.random.default_rng(seed).uniform(-3, 3, size=4)
    gradient = numerical_gradient(wavy, x)
    np.testing.assert_allclose(gradient, approx_fprime(x, wavy), rtol=0, atol=1e-6)
    assert check_grad(wavy, lambda x: numerical_gradient(wavy, x), x) < 1e-6


def mean_error_on_exp(h):
    points = np.linspace(-1, 1, 201)
    return np.mean([abs(numerical_gradient(np.exp, x, h) - np.exp(x)) for x in points])


def test_a_tenth_of_h_leaves_a_hundredth_of_the_error():
    assert mean_error_on_exp(0.1) / mean_error_on_exp(0.01) == pytest.approx(100, rel=0.01)


def test_the_best_h_is_near_the_cube_root_of_epsilon():
    cube_root = np.cbrt(np.finfo(np.float64).eps)
    assert f"{cube_root:.0e}" == "6e-06"
    best = min(np.logspace(-10, -1, 37), key=mean_error_on_exp)
    assert cube_root / 4 < best < cube_root * 4


def test_a_step_of_any_size_is_exact_on_a_quadratic():
    gradient = numerical_gradient(sum_of_squares, [3.0, -4.0], h=1)
    np.testing.assert_array_equal(gradient, [6, -8])


def test_rounding_and_truncation_may_leave_1e_12_to_1e_7_of_a_gradient_of_0():
    rounding = numerical_gradient(lambda x: 1.4 * x - x * x + 1, 0.7)
    assert f"{abs(rounding):.0e}" == "1e-12"
    truncation = [
        numerical_gradient(lambda x: np.exp(x) - x, 0.0),
        *(numerical_gradient(two_wells, [x])[0] for x in np.roots([4, 0, -6, 1])),
    ]
    assert np.min(np.abs(truncation)) > 1e-9
    assert 3e-8 < np.max(np.abs(truncation)) < 3e-7


def test_a_kink_gets_the_mean_of_its_two_slopes():
    assert numerical_gradient(abs, 0.0) == 0
    assert numerical_gradient(lambda x: np.maximum(x, 0), 0.0) == pytest.approx(0.5)
