import numpy as np
import pytest
from scipy.optimize import approx_fprime, check_grad

from gdlesson import numerical_gradient
from gdlesson.landscapes import bowl, plateau, saddle, two_wells, valley

ANY_N = [bowl, plateau, two_wells]
ALL = [*ANY_N, saddle, valley]


@pytest.mark.parametrize(
    ("landscape", "formula"),
    [
        (bowl, lambda a, b: a**2 + b**2),
        (valley, lambda a, b: a**2 / 20 + b**2),
        (saddle, lambda a, b: a**2 - b**2),
        (plateau, lambda a, b: 1 - np.exp(-(a**2 + b**2))),
        (two_wells, lambda a, b: a**4 - 3 * a**2 + a + b**2),
    ],
)
@pytest.mark.parametrize("shape", [(), (7,), (3, 4), (2, 3, 4), (0,)])
def test_values_follow_the_formula_for_one_point_a_list_and_a_grid(
    landscape, formula, shape
):
    points = np.random.default_rng(0).uniform(-2, 2, size=(*shape, 2))
    values = landscape(points)
    assert values.shape == shape
    assert values.dtype == np.float64
    np.testing.assert_allclose(values, formula(points[..., 0], points[..., 1]), atol=1e-14)


@pytest.mark.parametrize("landscape", ALL)
def test_the_gradients_of_a_grid_are_those_of_its_points(landscape):
    points = np.random.default_rng(1).uniform(-2, 2, size=(3, 4, 2))
    before = points.copy()
    gradients = landscape.gradient(points)
    assert gradients.shape == points.shape
    assert gradients.dtype == np.float64
    for index in np.ndindex(3, 4):
        alone = landscape.gradient(points[index])
        np.testing.assert_allclose(gradients[index], alone, rtol=1e-13)
    np.testing.assert_array_equal(points, before)
    assert not np.shares_memory(gradients, points)


@pytest.mark.parametrize(
    ("landscape", "n"),
    [(landscape, n) for landscape in ANY_N for n in (1, 3, 5)]
    + [(landscape, 2) for landscape in ALL],
)
@pytest.mark.parametrize("seed", range(3))
def test_the_gradient_agrees_with_central_differences_and_with_scipy(landscape, n, seed):
    x = np.random.default_rng(seed).uniform(-1.5, 1.5, size=n)
    exact = landscape.gradient(x)
    np.testing.assert_allclose(numerical_gradient(landscape, x), exact, atol=1e-6)
    np.testing.assert_allclose(approx_fprime(x, landscape), exact, atol=1e-5)
    assert check_grad(landscape, landscape.gradient, x) < 1e-5


@pytest.mark.parametrize("landscape", ALL)
def test_ints_and_lists_are_points_too(landscape):
    np.testing.assert_array_equal(landscape([[3, 4]]), landscape(np.array([[3.0, 4.0]])))
    np.testing.assert_array_equal(
        landscape.gradient(np.array([3, 4])), landscape.gradient([3.0, 4.0])
    )


def test_the_bowl_has_the_gradients_of_the_book():
    points = [[3, 4], [0, 2], [3, 0]]
    np.testing.assert_array_equal(bowl.gradient(points), [[6, 8], [0, 4], [6, 0]])


@pytest.mark.parametrize(("x", "value"), [(-1.301, -3.514), (1.131, -1.070)])
def test_the_wells_are_where_the_lesson_says(x, value):
    assert two_wells([x]) == pytest.approx(value, abs=6e-4)
    slopes = two_wells.gradient([[x - 6e-4], [x + 6e-4]])
    assert slopes[0] < 0 < slopes[1]


def test_the_wells_are_the_only_two_minima():
    stationary = np.roots([4, 0, -6, 1]).real[:, np.newaxis]
    np.testing.assert_allclose(two_wells.gradient(stationary), 0, atol=1e-12)
    minima = stationary[12 * stationary[:, 0] ** 2 > 6, 0]
    np.testing.assert_allclose(np.sort(minima), [-1.301, 1.131], atol=6e-4)


def test_the_saddle_is_stationary_and_no_minimum():
    np.testing.assert_array_equal(saddle.gradient([0, 0]), [0, 0])
    assert saddle([0, 0.1]) < saddle([0, 0]) < saddle([0.1, 0])


def test_the_plateau_at_four_has_a_slope_of_nine_ten_millionths():
    exact = plateau.gradient([4.0])[0]
    assert f"{exact:.1e}" == "9.0e-07"
    assert exact == pytest.approx(8 * np.exp(-16), rel=1e-14, abs=0)
    assert numerical_gradient(plateau, [4.0])[0] == pytest.approx(exact, rel=1e-4)


def test_the_plateau_lets_descent_move_from_5_9_and_stops_it_at_6():
    for x, moves in [(5.9, True), (6.0, False)]:
        step = 0.1 * plateau.gradient([x])[0]
        assert (x - step != x) == moves
        assert (step > np.spacing(x) / 2) == moves


def test_the_plateau_keeps_its_digits_near_the_minimum():
    assert plateau([1e-10]) == pytest.approx(1e-20, rel=1e-14, abs=0)


def test_the_way_down_the_valley_is_64_1_degrees_off_the_minimum():
    point = np.array([-7.0, 2.0])
    downhill, to_minimum = -valley.gradient(point), -point
    cosine = downhill @ to_minimum / np.linalg.norm(downhill) / np.linalg.norm(to_minimum)
    assert f"{np.degrees(np.arccos(cosine)):.1f}" == "64.1"


@pytest.mark.parametrize("landscape", ALL)
@pytest.mark.parametrize("point", [[40.0, 0.0], [1e-170, 1e-200], [26.7, 1.0], [-0.0, 0.0]])
def test_a_number_too_small_for_a_float_is_no_error(landscape, point):
    with np.errstate(all="raise"):
        value, gradient = landscape(point), landscape.gradient(point)
    assert np.isfinite([value, *gradient]).all()


@pytest.mark.parametrize("landscape", ALL)
def test_a_landscape_shows_its_name(landscape):
    assert repr(landscape) == f"<landscape {landscape.name}>"
