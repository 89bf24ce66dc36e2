import math

import numpy as np
import pytest
from scipy import special
from scipy.optimize import approx_fprime

from gdlesson import (
    SimpleNet,
    TwoLayerNet,
    cross_entropy_error,
    gradient_descent,
    log_softmax,
    numerical_gradient,
    softmax,
)

W = np.array([[0.47355232, 0.9977393, 0.84668094], [0.85557411, 0.03563661, 0.69422093]])
X = np.array([0.6, 0.9])
T = np.array([0, 0, 1])
DW = [[0.2192, 0.1436, -0.3628], [0.3289, 0.2153, -0.5442]]
RNG = np.random.default_rng(0)


def net_and_batch(inputs=4, classes=5, batch=6):
    rng = np.random.default_rng(inputs)
    net = SimpleNet.random(rng, inputs, classes)
    return net, rng.normal(size=(batch, inputs)), rng.integers(classes, size=batch)


@pytest.mark.parametrize("shape", [(1,), (3,), (4, 3), (2, 4, 3), (0, 3)])
def test_softmax_is_that_of_scipy_along_the_last_axis(shape):
    x = np.random.default_rng(0).normal(scale=5, size=shape)
    before = x.copy()
    y = softmax(x)
    assert y.shape == shape
    assert y.dtype == np.float64
    np.testing.assert_allclose(y, special.softmax(x, axis=-1), rtol=1e-13)
    np.testing.assert_allclose(y.sum(axis=-1), 1, rtol=1e-14)
    np.testing.assert_array_equal(x, before)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("x", "y"),
    [
        ([1000, 1000], [0.5, 0.5]),
        ([[-1000, -1000], [1000, 1000]], [[0.5, 0.5], [0.5, 0.5]]),
        ([[1000, 0], [-1000, 1000]], [[1, 0], [0, 1]]),
        ([1e308, -1e308], [1, 0]),
    ],
)
def test_softmax_does_not_overflow(x, y):
    np.testing.assert_array_equal(softmax(x), y)


@pytest.mark.parametrize("shape", [(1,), (3,), (4, 3), (2, 4, 3), (0, 3)])
@pytest.mark.parametrize("scale", [5, 1e5])
def test_log_softmax_is_that_of_scipy_along_the_last_axis(shape, scale):
    x = np.random.default_rng(0).normal(scale=scale, size=shape)
    before = x.copy()
    log_y = log_softmax(x)
    assert log_y.shape == shape
    assert log_y.dtype == np.float64
    np.testing.assert_allclose(log_y, special.log_softmax(x, axis=-1), rtol=1e-13)
    np.testing.assert_array_equal(x, before)


def test_a_loss_has_no_upper_bound_and_its_gradient_is_true():
    W, x, t = np.array([[1000.0, 0, 0], [0, 0, 0]]), [1.0, 0.0], 2
    assert SimpleNet(W).loss(x, t) == 1000
    found = numerical_gradient(lambda W: SimpleNet(W).loss(x, t), W)
    np.testing.assert_allclose(found, [[1, 0, -1], [0, 0, 0]], atol=1e-8)
    np.testing.assert_array_equal(SimpleNet(W).gradient(x, t), [[1, 0, -1], [0, 0, 0]])
    end = gradient_descent(lambda W: SimpleNet(W).loss(x, t), W, lr=1.0, step_num=1)
    np.testing.assert_allclose(end - W, [[-1, 0, 1], [0, 0, 0]], atol=1e-8)


@pytest.mark.parametrize("shape", [(3,), (1, 3), (4, 3), (2, 4, 3)])
def test_the_error_is_the_mean_of_scipys_and_the_same_for_both_kinds_of_labels(shape):
    rng = np.random.default_rng(3)
    scores, labels = rng.normal(size=shape), rng.integers(3, size=shape[:-1])
    one_hot = np.eye(3)[labels]
    wanted = -np.sum(one_hot * special.log_softmax(scores, axis=-1)) / labels.size
    for t in (
        labels,
        labels.tolist(),
        labels.astype(np.uint64),
        one_hot,
        *map(one_hot.astype, (np.uint8, bool, object)),
    ):
        error = cross_entropy_error(softmax(scores), t)
        assert type(error) is float
        assert error == pytest.approx(wanted, rel=1e-13)


@pytest.mark.parametrize(
    ("y", "t"), [([0, 1, 0], 1), ([0, 1, 0], T[[0, 2, 1]]), (np.eye(3), range(3))]
)
def test_a_certain_right_answer_costs_exactly_nothing(y, t):
    assert str(cross_entropy_error(y, t)) == "0.0"


@pytest.mark.parametrize(
    ("y", "t", "error"),
    [
        ([1 + 1e-9, 0.0], 0, -1e-9),
        ([1 + 1e-8, -1e-8], 0, -1e-8),
        ([1 + 2.0**-26, -(2.0**-26)], 0, -1.5e-8),
        ([0.9, 0.1, 1 - 0.9 - 0.1], 0, 0.10536),
        ([0.9, 0.1, 1 - 0.9 - 0.1], 2, 708.39642),
        (np.array([1.0000001, 0], np.float32), 0, 0),
        (np.array([1.0003, -0.0003], np.float32), 0, -0.0003),
        (np.array([1.008, -0.002], np.float16), 0, -0.0078),
        ([0.6652, 0.2447, 0.09], 1, 1.4077),
        ([[0.5, 0.501], [0.5, 0.491]], [0, 0], 0.6931),
        ([1, 0], 0, 0),
    ],
)
def test_the_rounding_of_probabilities_is_forgiven(y, t, error):
    assert cross_entropy_error(y, t) == pytest.approx(error, abs=1e-4)


def test_a_loss_of_nothing_is_not_minus_zero():
    assert str(SimpleNet([[1000.0, 0.0]]).loss([1.0], 0)) == "0.0"
    assert str(SimpleNet([[3.0]]).loss([1.0], 0)) == "0.0"


@pytest.mark.parametrize(
    "call",
    [
        "softmax([0.0, -1000.0, 1.0, -730.0])",
        "softmax([-5e-324, 1e-310])",
        "log_softmax([0.0, -1000.0, -730.0])",
        "log_softmax([1e308, -1e308])",
        "SimpleNet([[0.0, -1000.0, -730.0]]).loss([1.0], 1)",
        "SimpleNet([[0.0, -740.0], [1e-200, 0]]).gradient([1e-10, 1e-300], 0)",
        "SimpleNet([[1e-200, 0.0]]).predict([1e-200])",
        "SimpleNet([[1.0, 0.0]]).gradient([[1e-320], [0.0], [5e-324]], [0, 0, 0])",
        "TwoLayerNet([[1e-200]], [0], [[1e-200, 1]], [0, 0]).loss([1e-200], 1)",
        "TwoLayerNet([[1e-170]], [0], [[1, 0]], [0, 740]).gradient([1.0], 1)",
        "TwoLayerNet([[1e308]], [0], [[1, 0]], [0, 0]).predict([1e308])",
        "cross_entropy_error(softmax([0.0, -730.0]), 1)",
    ],
)
def test_a_number_too_small_for_a_float_is_no_error(call):
    with np.errstate(all="raise"):
        found = eval(call)
    assert not isinstance(found, float) or math.isfinite(found)


def test_a_sum_beyond_float64_saturates_a_hidden_unit():
    net = TwoLayerNet([[1e308, -1e308]], [0, 0], [[1, 0], [0, 1]], [0, 0])
    np.testing.assert_array_equal(net.predict([1e308]), [1, -1])


def test_a_certain_wrong_answer_costs_a_finite_amount():
    assert cross_entropy_error([1.0, 0.0], 1) == pytest.approx(708.4, abs=0.01)
    half_wrong = cross_entropy_error([[1.0, 0.0], [1.0, 0.0]], [0, 1])
    assert half_wrong == pytest.approx(708.4 / 2, abs=0.01)


def test_the_net_of_the_book_has_the_numbers_of_the_lesson():
    net = SimpleNet(W)
    np.testing.assert_allclose(net.predict(X), [1.0541, 0.6307, 1.1328], rtol=0, atol=6e-5)
    assert net.predict(X).argmax() == 2
    assert f"{net.loss(X, T):.5f}" == "0.92807"
    numerical = numerical_gradient(lambda W: SimpleNet(W).loss(X, T), W)
    for gradient in (net.gradient(X, T), numerical):
        np.testing.assert_array_equal(gradient.round(4), DW)
        np.testing.assert_allclose(gradient.sum(axis=1), 0, atol=1e-9)
        np.testing.assert_allclose(gradient[1] / gradient[0], 0.9 / 0.6, rtol=1e-7)
    formula = np.outer(X, special.softmax(X @ W) - T)
    np.testing.assert_allclose(net.gradient(X, T), formula, rtol=1e-12)


def test_descent_teaches_the_net_of_the_book_another_answer():
    assert SimpleNet(W).predict(X).argmax() != 1
    learned = SimpleNet(gradient_descent(lambda W: SimpleNet(W).loss(X, 1), W, lr=0.5))
    assert learned.predict(X).argmax() == 1
    assert learned.loss(X, 1) < 0.1


def test_a_function_that_ignores_its_argument_has_a_gradient_of_silent_zeros():
    net = SimpleNet(W)
    np.testing.assert_array_equal(numerical_gradient(lambda W: net.loss(X, T), net.W), 0)
    np.testing.assert_array_equal(net.W, W)


@pytest.mark.parametrize("single", [False, True])
@pytest.mark.parametrize("one_hot", [False, True])
@pytest.mark.parametrize("sizes", [(1, 1, 1), (1, 4, 3), (4, 5, 6), (7, 2, 1)])
def test_the_formula_agrees_with_differences_and_with_scipy(sizes, one_hot, single):
    net, x, t = net_and_batch(*sizes)
    if one_hot:
        t = np.eye(sizes[1])[t]
    if single:
        x, t = x[0], t[0]

    def loss(W):
        return SimpleNet(W.reshape(net.W.shape)).loss(x, t)

    gradient = net.gradient(x, t)
    assert gradient.shape == net.W.shape == sizes[:2]
    np.testing.assert_allclose(gradient, numerical_gradient(loss, net.W), rtol=0, atol=1e-8)
    forward = approx_fprime(net.W.ravel(), loss)
    np.testing.assert_allclose(gradient.ravel(), forward, rtol=0, atol=1e-6)


def test_a_batch_gives_the_mean_of_its_samples():
    net, x, t = net_and_batch()
    pairs = list(zip(x, t, strict=True))
    np.testing.assert_allclose(net.predict(x), [net.predict(a) for a in x], rtol=1e-13)
    assert net.loss(x, t) == pytest.approx(np.mean([net.loss(a, b) for a, b in pairs]))
    means = np.mean([net.gradient(a, b) for a, b in pairs], axis=0)
    np.testing.assert_allclose(net.gradient(x, t), means, rtol=0, atol=1e-14)
    assert net.predict(x[0]).shape == (5,)
    assert net.predict(x).shape == (6, 5)


@pytest.mark.parametrize(
    "given", [W, W.tolist(), np.asfortranarray(W), W[::-1].astype(np.float32)]
)
def test_the_net_keeps_a_float64_copy_of_its_weights(given):
    before = np.array(given, dtype=np.float64)
    net = SimpleNet(given)
    assert net.W.dtype == np.float64
    assert not np.shares_memory(net.W, given)
    net.W -= 1.0
    np.testing.assert_array_equal(given, before)


def test_predict_loss_and_gradient_change_neither_the_net_nor_the_data():
    net, x, t = net_and_batch()
    before = net.W.copy(), x.copy(), t.copy()
    net.predict(x), net.loss(x, t), net.gradient(x, t)
    for array, copy in zip((net.W, x, t), before, strict=True):
        np.testing.assert_array_equal(array, copy)


def test_a_random_net_is_the_same_again_from_the_same_seed():
    first, again = (SimpleNet.random(np.random.default_rng(7)) for _ in range(2))
    assert first.W.shape == (2, 3)
    np.testing.assert_array_equal(first.W, again.W)
    np.testing.assert_array_equal(first.W, np.random.default_rng(7).standard_normal((2, 3)))
    rng = np.random.default_rng(7)
    assert (SimpleNet.random(rng).W != SimpleNet.random(rng).W).all()
    assert SimpleNet.random(rng, inputs=np.int64(5), classes=4).W.shape == (5, 4)


# Two layers


def two_layers_and_batch(inputs=3, hidden=4, classes=5, batch=6):
    rng = np.random.default_rng(inputs)
    net = TwoLayerNet.random(rng, inputs, hidden, classes)
    for name in ("b1", "b2"):
        net.parameters[name] += rng.normal(size=net.parameters[name].shape)
    return net, rng.normal(size=(batch, inputs)), rng.integers(classes, size=batch)


def differences(net, x, t):
    """Gradient of every parameter by central differences."""
    return {
        name: numerical_gradient(
            lambda part, name=name: TwoLayerNet(**net.parameters | {name: part}).loss(x, t),
            part,
        )
        for name, part in net.parameters.items()
    }


@pytest.mark.parametrize("single", [False, True])
@pytest.mark.parametrize("one_hot", [False, True])
@pytest.mark.parametrize("sizes", [(1, 1, 1, 1), (1, 2, 4, 3), (3, 4, 5, 6), (5, 3, 3, 2)])
def test_backpropagation_agrees_with_differences(sizes, one_hot, single):
    net, x, t = two_layers_and_batch(*sizes)
    if one_hot:
        t = np.eye(sizes[2])[t]
    if single:
        x, t = x[0], t[0]
    gradient = net.gradient(x, t)
    assert list(gradient) == list(net.parameters) == ["W1", "b1", "W2", "b2"]
    for name, wanted in differences(net, x, t).items():
        assert type(gradient[name]) is np.ndarray
        assert gradient[name].shape == wanted.shape
        np.testing.assert_allclose(gradient[name], wanted, rtol=0, atol=1e-8)


def test_two_layers_score_by_tanh_between_two_products():
    net, x, t = two_layers_and_batch()
    W1, b1, W2, b2 = net.parameters.values()
    scores = np.tanh(x @ W1 + b1) @ W2 + b2
    np.testing.assert_array_equal(net.predict(x), scores)
    assert net.predict(x[0]).shape == (5,)
    np.testing.assert_allclose(net.predict(x[0]), scores[0], rtol=1e-13)
    wanted = -special.log_softmax(scores, axis=-1)[np.arange(len(t)), t].mean()
    assert net.loss(x, t) == pytest.approx(wanted, rel=1e-13)
    assert type(net.loss(x, t)) is float


def test_two_layers_lose_what_no_probability_could_say():
    net = TwoLayerNet([[0.0]], [0.0], [[0.0, 0.0]], [2000.0, 0.0])
    assert net.loss([1.0], 1) == 2000


def test_two_layers_keep_float64_copies_and_change_nothing_that_they_are_given():
    given = [np.eye(2, dtype=int), [0, 0], np.asfortranarray(np.ones((2, 3))), np.zeros(3)]
    before = [np.array(part) for part in given]
    net = TwoLayerNet(*given)
    x, t = np.ones((4, 2)), np.array([0, 1, 2, 0])
    net.predict(x), net.loss(x, t), net.gradient(x, t)
    for part, copy, own in zip(given, before, net.parameters.values(), strict=True):
        assert own.dtype == np.float64
        np.testing.assert_array_equal(own, copy)
        assert not np.shares_memory(own, part)
        own -= 1.0
        np.testing.assert_array_equal(part, copy)
    np.testing.assert_array_equal(x, 1)
    np.testing.assert_array_equal(t, [0, 1, 2, 0])


def test_two_layers_learn_what_one_cannot():
    x, t = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
    ones = np.column_stack([x, np.ones(4)])
    one = SimpleNet.random(np.random.default_rng(0), 3, 2)
    two = TwoLayerNet.random(np.random.default_rng(0), 2, 3, 2)
    for _ in range(1000):
        one = SimpleNet(one.W - one.gradient(ones, t))
        gradient = two.gradient(x, t)
        two = TwoLayerNet(**{k: part - gradient[k] for k, part in two.parameters.items()})
    assert one.loss(ones, t) == pytest.approx(np.log(2))
    assert two.loss(x, t) < 0.01
    assert two.predict(x).argmax(axis=-1).tolist() == t.tolist()


def test_random_layers_are_spread_by_the_number_of_values_that_a_unit_adds_up():
    W1, b1, W2, b2 = TwoLayerNet.random(
        np.random.default_rng(7), inputs=np.int64(2), hidden=3, classes=4
    ).parameters.values()
    rng = np.random.default_rng(7)
    np.testing.assert_array_equal(W1, rng.standard_normal((2, 3)) / np.sqrt(2))
    np.testing.assert_array_equal(W2, rng.standard_normal((3, 4)) / np.sqrt(3))
    np.testing.assert_array_equal(b1, np.zeros(3))
    np.testing.assert_array_equal(b2, np.zeros(4))
