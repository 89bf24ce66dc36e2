import numpy as np
import pytest

from gdlesson import SimpleNet, TwoLayerNet, cross_entropy_error, log_softmax, softmax


@pytest.mark.parametrize("shape", [(3,), (1, 3), (4, 3), (2, 4, 3)])
def test_the_error_is_the_mean_over_samples_and_the_same_for_all_kinds_of_labels(shape):
    rng = np.random.default_rng(3)
    scores, labels = rng.normal(size=shape), rng.integers(3, size=shape[:-1])
    one_hot = np.eye(3)[labels]
    wanted = -np.sum(one_hot * log_softmax(scores)) / labels.size
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


GIVEN = np.arange(6).reshape(2, 3), [0, 0, 0], np.asfortranarray(np.ones((3, 2))), (0, 0)


@pytest.mark.parametrize("kind", [np.array, np.float32, np.float64])
def test_a_net_keeps_float64_copies_of_its_parameters(kind):
    given = [kind(part) for part in GIVEN]
    own = [SimpleNet(given[0]).W, *TwoLayerNet(*given).parameters.values()]
    for part, kept in zip([given[0], *given], own, strict=True):
        assert kept.dtype == np.float64
        assert not np.shares_memory(kept, part)
        np.testing.assert_array_equal(kept, part)


def test_a_random_net_is_drawn_from_the_normal_distribution():
    W = SimpleNet.random(np.random.default_rng(7)).W
    np.testing.assert_array_equal(W, np.random.default_rng(7).standard_normal((2, 3)))


def test_random_layers_are_spread_by_the_number_of_values_that_a_unit_adds_up():
    W1, b1, W2, b2 = TwoLayerNet.random(
        np.random.default_rng(7), inputs=np.int64(2), hidden=3, classes=4
    ).parameters.values()
    rng = np.random.default_rng(7)
    np.testing.assert_array_equal(W1, rng.standard_normal((2, 3)) / np.sqrt(2))
    np.testing.assert_array_equal(W2, rng.standard_normal((3, 4)) / np.sqrt(3))
    np.testing.assert_array_equal(b1, np.zeros(3))
    np.testing.assert_array_equal(b2, np.zeros(4))
