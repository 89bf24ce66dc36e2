"""What holds for every argument: Hypothesis looks for one for which it does not."""

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy import special

from gdlesson import (
    SimpleNet,
    TwoLayerNet,
    descent_path,
    gradient_descent,
    log_softmax,
    numerical_gradient,
    softmax,
)

settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
settings.load_profile("repeatable")

numbers = st.floats(-5, 5, width=32)
shapes = array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3)
points = arrays(np.float64, shapes, elements=numbers)


def wavy(x):
    """Neither a polynomial nor separable."""
    return np.sin(x).sum() + np.prod(np.cos(x / 4))


def wavy_gradient(x):
    return np.cos(x) - np.prod(np.cos(x / 4)) * np.tan(x / 4) / 4


@given(points)
def test_the_gradient_is_the_exact_one_but_for_rounding(x):
    np.testing.assert_allclose(
        numerical_gradient(wavy, x), wavy_gradient(x), rtol=0, atol=1e-8
    )


@given(st.floats(-1e12, 1e12), st.integers(-40, 40), st.floats(1e-4, 1))
def test_the_gradient_of_a_line_is_its_slope_wherever_h_is_not_lost(x, power, h):
    slope = 2.0**power  # times which every float is exact
    assert numerical_gradient(lambda x: x[0] * slope, [x], h) == [slope]


@given(points, st.floats(-1, 1), st.integers(0, 4))
def test_every_point_of_a_path_is_one_step_from_the_one_before(x, lr, step_num):
    def spoils(x):
        value = wavy(x)
        x[...] = np.nan
        return value

    before = x.copy()
    path = descent_path(spoils, x, lr, step_num)
    end = gradient_descent(spoils, x, lr, step_num)
    np.testing.assert_array_equal(x, before)
    assert path.shape == (step_num + 1, *x.shape)
    assert type(end) is np.ndarray
    assert path.dtype == end.dtype == np.float64
    assert not np.shares_memory(path, x)
    assert not np.shares_memory(end, x)
    np.testing.assert_array_equal(path[0], x)
    for k in range(step_num):
        step = lr * numerical_gradient(wavy, path[k])
        np.testing.assert_array_equal(path[k + 1], path[k] - step)
    np.testing.assert_array_equal(path[-1], end)


@given(
    st.sampled_from([5, 1e5, 1e308]).flatmap(
        lambda largest: arrays(
            np.float64,
            st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(1, 4)),
            elements=st.floats(-largest, largest),
        )
    )
)
def test_softmax_and_its_logarithm_are_those_of_scipy_along_the_last_axis(x):
    before = x.copy()
    with np.errstate(all="ignore"):
        wanted = special.softmax(x, axis=-1), special.log_softmax(x, axis=-1)
    for found, y in zip((softmax(x), log_softmax(x)), wanted, strict=True):
        assert found.shape == x.shape
        assert found.dtype == np.float64
        np.testing.assert_allclose(found, y, rtol=1e-12)
    np.testing.assert_array_equal(x, before)


@pytest.mark.parametrize(
    ("Net", "formula"),
    [
        (SimpleNet, lambda x, W: x @ W),
        (TwoLayerNet, lambda x, W1, b1, W2, b2: np.tanh(x @ W1 + b1) @ W2 + b2),
    ],
    ids=["one layer", "two layers"],
)
# The first example that fails will do: to find a shorter one takes minutes.
@settings(max_examples=60, phases=[Phase.generate])
@given(data=st.data(), single=st.booleans(), one_hot=st.booleans())
def test_a_net_scores_and_loses_as_its_formula_says_and_knows_the_gradient_of_its_loss(
    Net, formula, data, single, one_hot
):
    inputs, hidden, classes, batch = (data.draw(st.integers(1, 3)) for _ in range(4))
    two = {"W1": (inputs, hidden), "b1": hidden, "W2": (hidden, classes), "b2": classes}
    sizes = two if Net is TwoLayerNet else {"W": (inputs, classes)}
    elements = st.floats(-2, 2, width=32)
    parameters = {
        name: data.draw(arrays(np.float64, shape, elements=elements))
        for name, shape in sizes.items()
    }
    # A difference is wrong by h² / 6 times a third derivative, which has x to the third.
    x = data.draw(arrays(np.float64, (batch, inputs), elements=elements))
    labels = data.draw(arrays(np.int64, batch, elements=st.integers(0, classes - 1)))
    t = np.eye(classes)[labels] if one_hot else labels
    if single:
        x, t, labels = x[0], t[0], labels[:1]
    net = Net(**parameters)
    given = [*parameters.values(), x, t]
    before = [array.copy() for array in given]

    scores = formula(x, **parameters)
    np.testing.assert_allclose(net.predict(x), scores, rtol=0, atol=1e-12)
    log_y = np.atleast_2d(special.log_softmax(scores, axis=-1))
    loss = net.loss(x, t)
    assert type(loss) is float
    assert loss == pytest.approx(-log_y[np.arange(len(labels)), labels].mean(), abs=1e-12)

    gradient = net.gradient(x, t)
    if Net is SimpleNet:
        gradient = {"W": gradient}
    assert list(gradient) == list(parameters)
    for name, part in parameters.items():
        wanted = numerical_gradient(
            lambda part, name=name: Net(**parameters | {name: part}).loss(x, t), part
        )
        assert type(gradient[name]) is np.ndarray
        assert gradient[name].shape == part.shape
        np.testing.assert_allclose(gradient[name], wanted, rtol=0, atol=1e-6)
    for array, copy in zip(given, before, strict=True):
        np.testing.assert_array_equal(array, copy)


large_scores = arrays(np.float64, st.integers(1, 5), elements=st.floats(-1e5, 1e5))


@given(large_scores, st.data())
def test_loss_and_gradient_of_a_net_are_true_at_scores_of_any_size(s, data):
    t = data.draw(st.integers(0, len(s) - 1))
    loss = SimpleNet([s]).loss([1.0], t)
    # What rounding can leave: the scores are large, and their difference may be small.
    wanted = special.logsumexp(s) - s[t]
    assert loss == pytest.approx(wanted, rel=1e-12, abs=1e-15 * abs(s).max())
    exact = SimpleNet([s]).gradient([1.0], t)
    # An h that fits: the loss is rounded to some 1e-11, and bends within a distance of 1.
    found = numerical_gradient(lambda W: SimpleNet(W).loss([1.0], t), [s], h=1e-3)
    assert np.linalg.norm(found - exact) <= 1e-6 * np.linalg.norm(exact) + 1e-6
