"""JAX differentiates the programs themselves, and shares no line with us."""

import sys

import numpy as np
import pytest
from test_landscapes import FORMULAS

from gdlesson import SimpleNet, TwoLayerNet
from sitekit import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def jax():
    sys.path.append(str(ROOT / "build" / "peers" / "gradients"))
    found = pytest.importorskip("jax", reason="`make test-all` brings JAX")
    found.config.update("jax_enable_x64", True)
    return found


def cross_entropy(jax, scores, t):
    log_y = jax.nn.log_softmax(scores)
    return -log_y[np.arange(len(t)), t].mean()


def two_layer_loss(jax, net, x, t):
    hidden = jax.numpy.tanh(x @ net["W1"] + net["b1"])
    return cross_entropy(jax, hidden @ net["W2"] + net["b2"], t)


@pytest.mark.parametrize("seed", range(5))
def test_the_formula_of_the_net_is_the_gradient_that_jax_finds(jax, seed):
    rng = np.random.default_rng(seed)
    W, x, t = rng.normal(size=(5, 4)), rng.normal(size=(7, 5)), rng.integers(4, size=7)
    wanted = jax.grad(lambda W: cross_entropy(jax, x @ W, t))(W)
    np.testing.assert_allclose(SimpleNet(W).gradient(x, t), wanted, rtol=1e-13, atol=1e-15)


@pytest.mark.parametrize("seed", range(5))
def test_backpropagation_of_two_layers_is_the_gradient_that_jax_finds(jax, seed):
    rng = np.random.default_rng(seed)
    net = TwoLayerNet.random(rng, 5, 7, 4)
    net.parameters["b1"] += rng.normal(size=7)
    x, t = rng.normal(size=(9, 5)), rng.integers(4, size=9)
    found = net.gradient(x, t)
    wanted = jax.grad(lambda net: two_layer_loss(jax, net, x, t))(net.parameters)
    assert found.keys() == wanted.keys()
    for name in wanted:
        np.testing.assert_allclose(found[name], wanted[name], rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("landscape", FORMULAS)
def test_the_gradient_of_a_landscape_is_the_one_that_jax_finds(jax, landscape):
    for x in np.random.default_rng(0).uniform(-2, 2, size=(10, 2)):
        wanted = jax.grad(lambda x: FORMULAS[landscape](*x))(x)
        np.testing.assert_allclose(landscape.gradient(x), wanted, rtol=1e-13, atol=1e-15)
