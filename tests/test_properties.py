"""What holds for every argument: Hypothesis looks for one for which it does not."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy.special import logsumexp

from gdlesson import (
    SimpleNet,
    TwoLayerNet,
    cross_entropy_error,
    descent_path,
    gradient_descent,
    numerical_gradient,
    softmax,
)

settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
settings.load_profile("repeatable")

numbers = st.floats(-5, 5, width=32)
shapes = array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3)
points = arrays(np.float64, shapes, elements=numbers)
scores = arrays(
    np.float64, array_shapes(min_dims=1, max_dims=3, max_side=4), elements=numbers
)


def wavy(x):
    """Neither a polynomial nor separable."""
    return np.sin(x).sum() + np.prod(np.cos(x / 4))


def wavy_gradient(x):
    return np.cos(x) - np.prod(np.cos(x / 4)) * np.tan(x / 4) / 4


@given(
    st.sampled_from(["f8", ">f8", "f4", "i8", "i1", "u2"]).flatmap(
        lambda dtype: arrays(dtype, shapes, elements=st.integers(0, 5))
    )
)
def test_a_gradient_is_a_new_float64_array_of_the_shape_of_x(x):
    before = x.copy()
    gradient = numerical_gradient(wavy, x)
    assert type(gradient) is np.ndarray
    assert gradient.dtype == np.float64
    assert gradient.shape == x.shape
    assert not np.shares_memory(gradient, x)
    np.testing.assert_array_equal(x, before)


@given(points)
def test_the_gradient_is_the_exact_one_but_for_rounding(x):
    np.testing.assert_allclose(
        numerical_gradient(wavy, x), wavy_gradient(x), rtol=0, atol=1e-8
    )


@given(st.floats(-1e11, 1e11), st.integers(-40, 40), st.floats(1e-4, 1))
def test_the_gradient_of_a_line_is_its_slope_wherever_h_is_not_lost(x, power, h):
    slope = 2.0**power  # times which every float is exact
    assert numerical_gradient(lambda x: x[0] * slope, [x], h) == [slope]


@given(points, numbers, numbers)
def test_the_gradient_is_linear_in_f(x, a, b):
    np.testing.assert_allclose(
        numerical_gradient(lambda x: a * wavy(x) + b * np.sum(x**3), x),
        a * numerical_gradient(wavy, x) + b * numerical_gradient(lambda x: np.sum(x**3), x),
        rtol=0,
        atol=1e-7,
    )


@given(points, st.floats(-1, 1), st.integers(0, 4))
def test_every_point_of_a_path_is_one_step_from_the_one_before(x, lr, step_num):
    path = descent_path(wavy, x, lr, step_num)
    assert path.shape == (step_num + 1, *x.shape)
    np.testing.assert_array_equal(path[0], x)
    for k in range(step_num):
        step = lr * numerical_gradient(wavy, path[k])
        np.testing.assert_array_equal(path[k + 1], path[k] - step)
    np.testing.assert_array_equal(path[-1], gradient_descent(wavy, x, lr, step_num))


@given(
    st.lists(st.floats(0.1, 10), min_size=1, max_size=4),
    st.integers(0, 2**32 - 1),
    st.one_of(st.floats(0.05, 0.95), st.floats(1.05, 3)),
)
def test_descent_on_a_quadratic_contracts_exactly_below_two_over_the_largest_curvature(
    curvatures, seed, share
):
    rng = np.random.default_rng(seed)
    n, steepest = len(curvatures), int(np.argmax(curvatures))
    axes = np.linalg.qr(rng.normal(size=(n, n)))[0]
    Q = axes * curvatures @ axes.T
    lr = share * 2 / max(curvatures)

    def shrinks(start):
        end = gradient_descent(lambda x: x @ Q @ x / 2, start, lr, step_num=1)
        return np.linalg.norm(end) < np.linalg.norm(start)

    assert shrinks(axes[:, steepest]) == (lr < 2 / max(curvatures))
    if share < 1:
        assert shrinks(rng.normal(size=n))


@given(
    arrays(
        np.float64, array_shapes(max_dims=3, max_side=4), elements=st.floats(-1e308, 1e308)
    )
)
def test_softmax_gives_probabilities_that_sum_to_one(x):
    y = softmax(x)
    assert y.shape == x.shape
    assert ((y >= 0) & (y <= 1)).all()
    np.testing.assert_allclose(y.sum(axis=-1), 1, rtol=1e-14)


@given(scores, st.floats(-1e6, 1e6))
def test_softmax_does_not_notice_a_shift(x, shift):
    np.testing.assert_allclose(softmax(x + shift), softmax(x), rtol=1e-8)


large_scores = arrays(np.float64, st.integers(1, 5), elements=st.floats(-1e5, 1e5))


@given(large_scores, st.data())
def test_the_loss_is_the_logarithm_of_the_sum_less_the_score_of_the_right_class(s, data):
    t = data.draw(st.integers(0, len(s) - 1))
    loss = SimpleNet([s]).loss([1.0], t)
    # What rounding can leave: the scores are large, and their difference may be small.
    assert loss == pytest.approx(logsumexp(s) - s[t], rel=1e-12, abs=1e-15 * abs(s).max())


@given(large_scores, st.data())
def test_the_formula_of_the_net_is_the_gradient_of_its_loss_at_scores_of_any_size(s, data):
    t = data.draw(st.integers(0, len(s) - 1))
    exact = SimpleNet([s]).gradient([1.0], t)
    # An h that fits: the loss is rounded to some 1e-11, and bends within a distance of 1.
    found = numerical_gradient(lambda W: SimpleNet(W).loss([1.0], t), [s], h=1e-3)
    assert np.linalg.norm(found - exact) <= 1e-6 * np.linalg.norm(exact) + 1e-6


@given(scores, st.data())
def test_the_error_is_never_negative_and_the_same_for_both_kinds_of_labels(x, data):
    labels = data.draw(
        arrays(np.int64, x.shape[:-1], elements=st.integers(0, x.shape[-1] - 1))
    )
    error = cross_entropy_error(softmax(x), labels)
    assert error >= 0
    assert cross_entropy_error(softmax(x), np.eye(x.shape[-1])[labels]) == error


@given(
    arrays(np.float64, (2, 3), elements=numbers),
    arrays(np.float64, (4, 2), elements=numbers),
    arrays(np.int64, 4, elements=st.integers(0, 2)),
)
def test_the_formula_of_the_net_is_the_gradient_of_its_loss(W, x, t):
    np.testing.assert_allclose(
        SimpleNet(W).gradient(x, t),
        numerical_gradient(lambda W: SimpleNet(W).loss(x, t), W),
        rtol=0,
        atol=1e-6,
    )


@given(st.data())
def test_backpropagation_gives_the_gradient_of_the_loss(data):
    inputs, hidden, classes, batch = (data.draw(st.integers(1, 3)) for _ in range(4))
    parameters = {
        name: data.draw(arrays(np.float64, shape, elements=st.floats(-2, 2, width=32)))
        for name, shape in {
            "W1": (inputs, hidden),
            "b1": (hidden,),
            "W2": (hidden, classes),
            "b2": (classes,),
        }.items()
    }
    x = data.draw(arrays(np.float64, (batch, inputs), elements=numbers))
    t = data.draw(arrays(np.int64, batch, elements=st.integers(0, classes - 1)))
    gradient = TwoLayerNet(**parameters).gradient(x, t)
    for name, part in parameters.items():
        wanted = numerical_gradient(
            lambda part, name=name: TwoLayerNet(**parameters | {name: part}).loss(x, t),
            part,
        )
        np.testing.assert_allclose(gradient[name], wanted, rtol=0, atol=1e-6)
