import math
import re
from fractions import Fraction

import numpy as np
import pytest

from gdlesson import descent_path, gradient_descent, numerical_gradient
from gdlesson.landscapes import bowl, plateau, saddle, two_wells

START = np.array([-3.0, 4.0])
START.flags.writeable = False


def sum_of_squares(x):
    return np.sum(x**2)


def test_the_call_of_the_book_ends_near_the_minimum():
    init_x = np.array([-3.0, 4.0])
    end = gradient_descent(
        lambda x: x[0] ** 2 + x[1] ** 2, init_x=init_x, lr=0.1, step_num=100
    )
    assert [f"{x:.2e}" for x in end] == ["-6.11e-10", "8.15e-10"]
    assert f"{0.8**100:.3e}" == "2.037e-10"
    np.testing.assert_allclose(end, 0.8**100 * init_x, rtol=1e-3)


def test_the_defaults_are_a_hundred_steps_of_a_hundredth():
    path = descent_path(bowl, START)
    np.testing.assert_array_equal(path, descent_path(bowl, START, lr=0.01, step_num=100))
    np.testing.assert_array_equal(path[-1], gradient_descent(bowl, START))
    assert len(path) == 101


@pytest.mark.parametrize("lr", [0.01, 0.1, 0.9, 1.0, 1.1])
def test_each_step_on_the_bowl_multiplies_by_one_minus_twice_the_rate(lr):
    path = descent_path(bowl, START, lr=lr, step_num=30)
    factors = (1 - 2 * lr) ** np.arange(31)
    np.testing.assert_allclose(path, np.outer(factors, START), rtol=1e-6, atol=1e-9)


def test_a_rate_of_a_hundredth_is_too_slow():
    end = gradient_descent(bowl, START, lr=0.01, step_num=100)
    np.testing.assert_allclose(end, [-0.398, 0.530], rtol=0, atol=6e-4)


def test_a_rate_of_a_half_arrives_in_one_step():
    end = gradient_descent(bowl, START, lr=0.5, step_num=1)
    np.testing.assert_allclose(end, 0, atol=1e-10)


def test_a_rate_of_nine_tenths_zigzags_to_the_minimum():
    path = descent_path(bowl, START, lr=0.9, step_num=20)
    np.testing.assert_array_equal(np.sign(path[1:]), -np.sign(path[:-1]))
    assert (np.diff(np.linalg.norm(path, axis=1)) < 0).all()


def test_a_rate_of_one_swings_for_ever():
    path = descent_path(bowl, START, lr=1.0, step_num=100)
    np.testing.assert_allclose(path[::2], np.broadcast_to(START, (51, 2)), rtol=1e-6)
    np.testing.assert_allclose(path[1::2], np.broadcast_to(-START, (50, 2)), rtol=1e-6)


def test_a_rate_above_one_goes_further_away_at_every_step():
    norms = np.linalg.norm(descent_path(bowl, START, lr=1.1, step_num=50), axis=1)
    assert (np.diff(norms) > 0).all()
    assert norms[-1] > 1000 * norms[0]


def test_a_rate_of_ten_reaches_2_25e128_in_exact_arithmetic():
    x = Fraction(-3)
    for _ in range(100):
        x -= 10 * (2 * x)
    assert x == -3 * 19**100
    assert f"{float(x):.2e}" == "-2.25e+128"


def test_a_rate_of_ten_leaves_the_floats_and_the_error_names_the_step():
    with pytest.raises(
        FloatingPointError, match=r"of 100 with lr=10\.0; a smaller"
    ) as info:
        gradient_descent(bowl, START, lr=10, step_num=100)
    step = int(re.search(r"at step (\d+) of", str(info.value))[1])
    assert np.isfinite(descent_path(bowl, START, lr=10, step_num=step - 1)).all()
    with pytest.raises(FloatingPointError, match=f"at step {step} of {step} with"):
        descent_path(bowl, START, lr=10, step_num=step)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("f", "init_x"),
    [
        pytest.param(lambda x: np.nan, 1.0, id="nan"),
        pytest.param(lambda x: np.exp(x).sum(), [710.0], id="infinity minus infinity"),
        pytest.param(lambda x: np.exp(x).sum(), [700.0, 0.0], id="an infinite step"),
        pytest.param(lambda x: math.exp(x), 710.0, id="OverflowError"),
        pytest.param(lambda x: np.sqrt(x).sum(), [-1.0], id="a root that is not real"),
        pytest.param(bowl, [1e20, 0.0], id="a lost h"),
    ],
)
def test_a_descent_that_leaves_the_floats_stops_without_nan_or_warning(f, init_x):
    with pytest.raises(FloatingPointError, match=r"at step 1 of 9 with lr=1e\+20"):
        gradient_descent(f, init_x, lr=1e20, step_num=9)


@pytest.mark.parametrize(("start", "x", "f"), [(-3, -1.301, -3.514), (3, 1.131, -1.070)])
def test_the_well_that_descent_ends_in_depends_on_the_start(start, x, f):
    end = gradient_descent(two_wells, [start], lr=0.01, step_num=500)
    assert end[0] == pytest.approx(x, abs=6e-4)
    assert two_wells(end) == pytest.approx(f, abs=6e-4)


def test_the_saddle_holds_a_descent_that_starts_on_its_ridge():
    end = gradient_descent(saddle, [-3.0, 0.0], lr=0.1, step_num=100)
    assert end[0] == pytest.approx(0, abs=1e-8)
    assert end[1] == 0


def test_a_hundred_millionth_off_the_ridge_leaves_the_saddle():
    path = descent_path(saddle, [-3.0, 1e-8], lr=0.1, step_num=200)
    assert path[-1, 0] == pytest.approx(0, abs=1e-8)
    assert path[-1, 1] > 1e6
    assert (np.diff(path[:, 1]) > 0).all()


def test_the_plateau_hardly_lets_a_descent_move():
    end = gradient_descent(plateau, [4.0], lr=0.1, step_num=100)
    assert 4 - 1e-4 < end[0] < 4


@pytest.mark.parametrize("shape", [(), (2,), (2, 3), (2, 1, 2), (0,)])
@pytest.mark.parametrize("step_num", [0, 1, 7])
def test_the_path_goes_from_the_start_to_the_end(shape, step_num):
    init_x = np.asarray(np.random.default_rng(1).normal(size=shape))
    path = descent_path(sum_of_squares, init_x, 0.1, step_num)
    end = gradient_descent(sum_of_squares, init_x, 0.1, step_num)
    assert path.dtype == end.dtype == np.float64
    assert path.shape == (step_num + 1, *shape)
    assert isinstance(end, np.ndarray)
    assert end.shape == shape
    np.testing.assert_array_equal(path[0], init_x)
    np.testing.assert_array_equal(path[-1], end)
    np.testing.assert_allclose(end, 0.8**step_num * init_x, rtol=0, atol=1e-10)


def test_a_negative_rate_climbs_and_a_rate_of_zero_stays():
    assert bowl(gradient_descent(bowl, START, lr=-0.1, step_num=1)) > bowl(START)
    np.testing.assert_array_equal(gradient_descent(bowl, START, lr=0), START)


@pytest.mark.parametrize("descend", [gradient_descent, descent_path])
@pytest.mark.parametrize("step_num", [0, 3])
def test_the_start_is_never_changed_nor_shared_with_the_result(descend, step_num):
    init_x = np.array([-3.0, 4.0])
    result = descend(bowl, init_x, 0.1, step_num)
    assert not np.shares_memory(result, init_x)
    result[...] = np.nan
    np.testing.assert_array_equal(init_x, START)


def test_the_start_is_left_alone_when_f_overwrites_its_argument_and_raises():
    init_x = np.array([-3.0, 4.0])

    def overwrites_then_raises(x):
        value = bowl(x)
        x[...] = 0
        if value < 1:
            raise ZeroDivisionError
        return value

    with pytest.raises(ZeroDivisionError):
        gradient_descent(overwrites_then_raises, init_x, lr=0.1)
    np.testing.assert_array_equal(init_x, START)


@pytest.mark.parametrize("kind", [list, tuple, np.int32, np.float32, np.float64])
def test_a_start_of_any_kind_of_number_descends_in_float64(kind):
    end = gradient_descent(bowl, kind([-3, 4]), lr=0.1, step_num=100)
    np.testing.assert_array_equal(end, gradient_descent(bowl, START, lr=0.1, step_num=100))
    assert end.dtype == np.float64


def test_a_descent_by_2h_that_does_not_notice_a_lost_h_ends_at_the_number_of_the_lesson():
    steps = 1e-4 * np.eye(2)
    x = START
    for _ in range(100):
        x = x - 10 * np.array([bowl(x + step) - bowl(x - step) for step in steps]) / 2e-4
    assert f"{x[1]:.3e}" == "-1.295e+12"
    with pytest.raises(FloatingPointError, match=re.escape(f"lost beside {x[1]:g}")):
        numerical_gradient(bowl, x[1:])


def test_a_rate_of_ten_takes_nine_steps_to_lose_h_beside_the_number_of_the_lesson():
    end = gradient_descent(bowl, START, lr=10, step_num=9)
    assert f"{end[1]:g}" == "-1.30638e+12"
    with pytest.raises(FloatingPointError, match=re.escape(f"lost beside {end[1]:g}")):
        numerical_gradient(bowl, end)
