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
        FloatingPointError, match=r"of 100 with lr=10\.0: h=0.*; a smaller"
    ) as info:
        gradient_descent(bowl, START, lr=10, step_num=100)
    step = int(re.search(r"at step (\d+) of", str(info.value))[1])
    assert np.isfinite(descent_path(bowl, START, lr=10, step_num=step - 1)).all()
    with pytest.raises(FloatingPointError, match=f"at step {step} of {step} with"):
        descent_path(bowl, START, lr=10, step_num=step)


def quartic(x):
    return (x**4).sum()


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("f", "init_x", "lr"),
    [
        pytest.param(bowl, START, 1.5, id="a long way"),
        pytest.param(bowl, START, 1e20, id="one step"),
        pytest.param(quartic, [1e6], 1e308, id="a step beyond float64"),
        pytest.param(quartic, [3.0], 1.0, id="in a few steps"),
        pytest.param(lambda x: x**2, 3.0, 1e9, id="a start of one number"),
    ],
)
def test_lr_is_blamed_where_the_descent_has_climbed(f, init_x, lr):
    with pytest.raises(FloatingPointError, match=r"^descent stops .*; a smaller lr may"):
        gradient_descent(f, init_x, lr=lr, step_num=1000)


@pytest.mark.parametrize(
    ("f", "init_x", "lr", "says"),
    [
        (bowl, START, -10, r"step \d+ of 99 with lr=-10.0: h=0.0001 is lost beside"),
        (lambda x: x[0] ** 3, [-1.0], 0.1, r"lr=0.1: h=0.0001 is lost beside -"),
        (bowl, START, -1e308, r"step 1 .* the next point is not finite"),
        (np.sqrt, 1.0, 3.0, r"step 2 of 99 with lr=3.0: f returned nan at -0.4999"),
    ],
)
@pytest.mark.filterwarnings("ignore:invalid value encountered in sqrt")
def test_lr_is_not_blamed_for_what_a_smaller_one_would_not_mend(f, init_x, lr, says):
    with pytest.raises(FloatingPointError, match=says) as info:
        gradient_descent(f, init_x, lr=lr, step_num=99)
    assert "smaller" not in str(info.value)


@pytest.mark.parametrize(
    ("f", "init_x", "reason"),
    [
        (lambda x: (x[0] - 1e13) ** 2, [1e13 + 1], "h=0.0001 is lost beside 1e+13"),
        (lambda x: np.nan, 1.0, "f returned nan at 1.0001"),
        (lambda x: float(np.exp(x[0])), [710.0], "f returned inf at [710.0001]"),
        (lambda x: np.sqrt(x[0]), [0.0], "f returned nan at [-0.0001]"),
    ],
)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_init_x_is_named_where_no_step_can_be_made(f, init_x, reason):
    said = f"^init_x must be a point where f has a gradient; {re.escape(reason)}$"
    with pytest.raises(FloatingPointError, match=said):
        gradient_descent(f, init_x, lr=0.1)


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


def test_what_f_returns_is_checked_at_the_points_themselves_too():
    with pytest.raises(TypeError, match=r"^f must return one real number"):
        gradient_descent(lambda x: None if x == 3 else x**2, 3.0, lr=1e20)


def test_a_rate_of_zero_is_never_at_fault():
    values = iter([1.0, 1.0, np.nan, 1.0, 1.0, 1.0])
    with pytest.raises(FloatingPointError, match=r"lr=0\.0: f returned nan at 3\.0001$"):
        gradient_descent(lambda x: next(values), 3.0, lr=0)


def test_the_gradient_that_f_itself_takes_fails_with_its_own_error():
    def steepness(x):
        return numerical_gradient(lambda x: np.nan, x)[0] ** 2

    with pytest.raises(FloatingPointError, match=r"^f must return a finite number"):
        gradient_descent(steepness, START)


def test_the_warnings_of_f_are_not_silenced():
    with (
        pytest.warns(RuntimeWarning, match="invalid value encountered in log"),
        pytest.raises(FloatingPointError, match="f returned nan"),
    ):
        gradient_descent(lambda x: np.log(x[0]), [-1.0])
    with np.errstate(all="raise"), pytest.raises(FloatingPointError, match=r"in log$"):
        gradient_descent(lambda x: np.log(x[0]), [-1.0])


def test_an_f_that_spoils_its_argument_is_told_of_the_point_that_it_was_given():
    def spoils(x):
        x[...] = 7
        return np.nan

    with pytest.raises(FloatingPointError, match=r"f returned nan at \[-2.9999, 4.0\]$"):
        gradient_descent(spoils, START)


def test_a_step_too_small_for_a_float_is_no_error():
    with np.errstate(all="raise"):
        end = gradient_descent(lambda x: 1e-300 * x[0], [1.0], lr=1e-100)
    assert end == [1.0]


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
