import math

import numpy as np
import pytest

from gdlesson import numerical_gradient
from gdlesson.landscapes import bowl, plateau, saddle, turned, two_wells, valley

FORMULAS = {
    bowl: lambda a, b: a**2 + b**2,
    valley: lambda a, b: a**2 / 20 + b**2,
    turned: lambda a, b: ((a + b) / math.sqrt(2)) ** 2 / 20 + (a - b) ** 2 / 2,
    saddle: lambda a, b: a**2 - b**2,
    plateau: lambda a, b: 1 - math.e ** -(a**2 + b**2),
    two_wells: lambda a, b: a**4 - 3 * a**2 + a + b**2,
}
each_landscape = pytest.mark.parametrize("landscape", FORMULAS)


@each_landscape
@pytest.mark.parametrize("shape", [(), (7,), (3, 4), (2, 3, 4), (0,)])
def test_values_follow_the_formula_for_one_point_a_list_and_a_grid(landscape, shape):
    points = np.random.default_rng(0).uniform(-2, 2, size=(*shape, 2))
    values = landscape(points)
    assert values.shape == shape
    assert values.dtype == np.float64
    wanted = FORMULAS[landscape](points[..., 0], points[..., 1])
    np.testing.assert_allclose(values, wanted, atol=1e-14)


@pytest.mark.parametrize(
    ("landscape", "n"),
    [(landscape, n) for landscape in (bowl, plateau, two_wells) for n in (1, 3, 5)]
    + [(landscape, 2) for landscape in FORMULAS],
)
def test_the_gradients_of_a_grid_are_those_by_differences_at_its_points(landscape, n):
    points = np.random.default_rng(1).uniform(-1.5, 1.5, size=(3, 4, n))
    before = points.copy()
    gradients = landscape.gradient(points)
    assert gradients.shape == points.shape
    assert gradients.dtype == np.float64
    assert not np.shares_memory(gradients, points)
    np.testing.assert_array_equal(points, before)
    for index in np.ndindex(3, 4):
        wanted = numerical_gradient(landscape, points[index])
        np.testing.assert_allclose(gradients[index], wanted, rtol=0, atol=1e-6)
        alone = landscape.gradient(points[index])
        np.testing.assert_allclose(gradients[index], alone, rtol=1e-13)


@each_landscape
@pytest.mark.parametrize("point", [[40.0, 0.0], [1e-170, 1e-200], [26.7, 1.0], [-0.0, 0.0]])
def test_a_number_too_small_for_a_float_is_no_error(landscape, point):
    with np.errstate(all="raise"):
        value, gradient = landscape(point), landscape.gradient(point)
    assert np.isfinite([value, *gradient]).all()
