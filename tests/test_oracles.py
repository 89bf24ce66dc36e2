"""JAX differentiates the program itself, and shares no line with us."""

import os
import sys

import numpy as np
import pytest

from gdlesson import TwoLayerNet
from sitekit import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def jax():
    sys.path.append(str(ROOT / "build" / "peers" / "gradients"))
    if os.environ.get("CI") != "true":
        pytest.importorskip("jax", reason="`make test-all` brings JAX")
    import jax

    jax.config.update("jax_enable_x64", True)
    return jax


def loss(jax, net, x, t):
    hidden = jax.numpy.tanh(x @ net["W1"] + net["b1"])
    log_y = jax.nn.log_softmax(hidden @ net["W2"] + net["b2"])
    return -log_y[np.arange(len(t)), t].mean()


@pytest.mark.parametrize("seed", range(5))
def test_backpropagation_of_two_layers_is_the_gradient_that_jax_finds(jax, seed):
    rng = np.random.default_rng(seed)
    net = TwoLayerNet.random(rng, 5, 7, 4)
    net.parameters["b1"] += rng.normal(size=7)
    x, t = rng.normal(size=(9, 5)), rng.integers(4, size=9)
    found = net.gradient(x, t)
    wanted = jax.grad(lambda net: loss(jax, net, x, t))(net.parameters)
    assert found.keys() == wanted.keys()
    for name in wanted:
        np.testing.assert_allclose(found[name], wanted[name], rtol=1e-12, atol=1e-15)
