"""Softmax, cross-entropy error, and the two smallest networks that have both."""

from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdlesson._arguments import (
    FloatArray,
    count,
    finite_array,
    first_infinite,
    numeric_array,
    shown,
)


def softmax(x: ArrayLike) -> FloatArray:
    """Scores to probabilities, along the last axis.

    Parameters
    ----------
    x : array_like of real numbers, shape (..., classes)
        Scores.

    Returns
    -------
    ndarray of float64, shape (..., classes)
        Numbers from 0 to 1 that sum to 1 along the last axis.

    Raises
    ------
    TypeError
        `x` is not an array of real numbers.
    ValueError
        `x` has an element that is nan or infinite, or its last axis is missing or empty.

    Notes
    -----
    The maximum is subtracted first. It cancels in the quotient, and no exponent is then
    above 0, so no exponential overflows.

    References
    ----------
    .. [1] I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, MIT Press, 2016,
       section 4.1.

    Examples
    --------
    >>> from gdlesson import softmax
    >>> print(softmax([1000.0, 1000.0]))
    [0.5 0.5]
    """
    with np.errstate(under="ignore"):  # a probability too small for a float is 0
        exp = np.exp(_below_the_highest(x))
        return np.asarray(exp / np.sum(exp, axis=-1, keepdims=True))


def log_softmax(x: ArrayLike) -> FloatArray:
    """Logarithms of the probabilities that `softmax` makes of scores.

    Parameters
    ----------
    x : array_like of real numbers, shape (..., classes)
        Scores.

    Returns
    -------
    ndarray of float64, shape (..., classes)
        Numbers of at most 0, also where the probability itself is too small for a float:
        right to within rounding; near 0, the absolute error is about 1e-16. Minus infinity
        where a score lies farther below the highest than float64 reaches.

    Raises
    ------
    TypeError, ValueError
        As `softmax` does.

    Notes
    -----
    With ``s = x - max(x)`` it is ``s - log(sum(exp(s)))``: no probability is made, so
    none can become 0 before its logarithm is taken.

    References
    ----------
    .. [1] P. Blanchard, D. J. Higham, N. J. Higham, "Accurately computing the
       log-sum-exp and softmax functions", *IMA Journal of Numerical Analysis* 41 (2021),
       2311-2330.

    Examples
    --------
    >>> from gdlesson import log_softmax
    >>> print(log_softmax([1000.0, 0.0]))
    [    0. -1000.]
    """
    shifted = _below_the_highest(x)
    with np.errstate(under="ignore"):
        total = np.sum(np.exp(shifted), axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(total))


def _below_the_highest(x: ArrayLike) -> FloatArray:
    """Scores, each less the highest of its row."""
    x = finite_array("x", x)
    if x.ndim == 0 or x.shape[-1] == 0:
        raise ValueError(f"x must have shape (..., classes), classes >= 1; got {x.shape}")
    with np.errstate(over="ignore"):  # 1e308 below the maximum is -inf, and its exp 0
        return np.asarray(x - np.max(x, axis=-1, keepdims=True))


def cross_entropy_error(y: ArrayLike, t: ArrayLike) -> float:
    """Mean of ``-log(probability of the right class)``.

    Parameters
    ----------
    y : array_like of real numbers, shape (..., classes)
        Probabilities, as `softmax` returns them: one sample or a batch. Rounding is
        forgiven: below 0 and above 1 by the square root of the ε of `y`'s dtype, and
        0.01 more in the sum of a row, as of printed probabilities.
    t : array_like of numbers, shape (..., classes) or (...)
        Right classes: one-hot rows of `y`'s shape, or whole numbers from 0 to
        ``classes - 1`` of `y`'s shape without its last axis.

    Returns
    -------
    float
        In nats; 0 where every right class has probability 1. A probability of 0 counts
        as the smallest normal float64, so a certain wrong answer costs about 708.4.

    Raises
    ------
    TypeError
        `y` is not an array of real numbers, or `t` holds neither whole numbers nor
        one-hot rows.
    ValueError
        `y` has an element that is no probability, a row that does not sum to 1, or no
        sample; `t` has the wrong shape, a row that is not one-hot or a class that is out
        of range.

    References
    ----------
    .. [1] K. Saitoh, *Deep Learning from Scratch*, O'Reilly Japan, 2016, section 4.2.

    Examples
    --------
    >>> from gdlesson import cross_entropy_error
    >>> round(cross_entropy_error([0.1, 0.2, 0.7], 2), 4)
    0.3567
    >>> round(cross_entropy_error([0.1, 0.2, 0.7], [0, 0, 1]), 4)
    0.3567
    """
    given = numeric_array("y", y)
    y = finite_array("y", given)
    if y.ndim == 0 or y.size == 0:
        raise ValueError(
            f"y must have shape (..., classes) and hold a sample; got {y.shape}"
        )
    rounding = float(np.finfo(np.result_type(given, np.float16)).eps) ** 0.5
    wrong = y[(y < -rounding) | (y > 1 + rounding)]
    if wrong.size:
        raise ValueError(f"y must hold probabilities from 0 to 1; got {wrong[0]}")
    sums = y.sum(axis=-1)
    wrong = sums[abs(sums - 1) > 0.01 + rounding]
    if wrong.size:
        raise ValueError(f"y must sum to 1 along its last axis; got {wrong[0]:g}")
    return float(np.mean(-np.log(np.clip(_right(y, t), np.finfo(np.float64).tiny, 1))))


class SimpleNet:
    """One layer of weights, softmax and cross-entropy error.

    Parameters
    ----------
    W : array_like of real numbers, shape (inputs, classes)
        Weights. The network keeps a float64 copy.

    Attributes
    ----------
    W : ndarray of float64, shape (inputs, classes)
        The network's own weights.

    Raises
    ------
    TypeError
        `W` is not an array of real numbers.
    ValueError
        `W` is not two-dimensional, is empty, or has an element that is nan or infinite.

    References
    ----------
    .. [1] K. Saitoh, *Deep Learning from Scratch*, O'Reilly Japan, 2016, section 4.4.2.

    Examples
    --------
    >>> import numpy as np
    >>> from gdlesson import SimpleNet, numerical_gradient
    >>> net = SimpleNet.random(np.random.default_rng(0))
    >>> x, t = np.array([0.6, 0.9]), 2
    >>> dW = numerical_gradient(lambda W: SimpleNet(W).loss(x, t), net.W)
    >>> np.allclose(dW, net.gradient(x, t))
    True
    """

    W: FloatArray

    def __init__(self, W: ArrayLike) -> None:
        self.W = finite_array("W", W)
        if self.W.ndim != 2 or self.W.size == 0:
            raise ValueError(
                f"W must have shape (inputs, classes), both >= 1; got {self.W.shape}"
            )

    @classmethod
    def random(cls, rng: np.random.Generator, inputs: int = 2, classes: int = 3) -> Self:
        """Network with weights drawn from the standard normal distribution.

        Parameters
        ----------
        rng : numpy.random.Generator
            Source of the numbers: seed it to get the same network again.
        inputs : int, default 2
            Rows of `W`.
        classes : int, default 3
            Columns of `W`.

        Returns
        -------
        SimpleNet
            A new network.

        Raises
        ------
        TypeError
            `rng` is not a Generator, or `inputs` or `classes` is not a whole number.
        ValueError
            `inputs` or `classes` is not positive.
        """
        return cls(
            _generator(rng).standard_normal(
                (count("inputs", inputs, least=1), count("classes", classes, least=1))
            )
        )

    def predict(self, x: ArrayLike) -> FloatArray:
        """Scores ``x @ W``, not yet probabilities.

        Parameters
        ----------
        x : array_like of real numbers, shape (inputs,) or (batch, inputs)
            One sample or a batch.

        Returns
        -------
        ndarray of float64, shape (classes,) or (batch, classes)
            A score for every class.

        Raises
        ------
        TypeError
            `x` is not an array of real numbers.
        ValueError
            `x` has the wrong shape, or an element that is nan or infinite.
        FloatingPointError
            A score is beyond float64.
        """
        _, scores = self._forward(x)
        return scores

    def loss(self, x: ArrayLike, t: ArrayLike) -> float:
        """Cross-entropy error of the network's scores, by `log_softmax`.

        Parameters
        ----------
        x : array_like of real numbers, shape (inputs,) or (batch, inputs)
            One sample or a batch.
        t : array_like
            Right classes, as `cross_entropy_error` takes them.

        Returns
        -------
        float
            Mean over the batch, in nats, with no upper bound.

        Raises
        ------
        TypeError, ValueError
            As `predict` and `cross_entropy_error` do.
        FloatingPointError
            A score or the loss is beyond float64.
        """
        return _loss(self.predict(x), t)

    def gradient(self, x: ArrayLike, t: ArrayLike) -> FloatArray:
        """Gradient of `loss` with respect to `W`, by its formula.

        For one sample ``outer(x, y - t)``, with ``y`` the probabilities and ``t``
        one-hot; for a batch the mean of these.

        Parameters
        ----------
        x : array_like of real numbers, shape (inputs,) or (batch, inputs)
            One sample or a batch.
        t : array_like
            Right classes, as `cross_entropy_error` takes them.

        Returns
        -------
        ndarray of float64, shape (inputs, classes)
            An element for every weight.

        Raises
        ------
        TypeError, ValueError
            As `loss` does.
        FloatingPointError
            A score is beyond float64.

        References
        ----------
        .. [1] C. M. Bishop, *Pattern Recognition and Machine Learning*, Springer, 2006,
           section 4.3.4.
        """
        x, scores = self._forward(x)
        samples, errors = np.atleast_2d(x), np.atleast_2d(_errors(scores, t))
        with np.errstate(under="ignore"):
            return np.asarray(samples.T @ (errors / len(samples)))

    def _forward(self, x: ArrayLike) -> tuple[FloatArray, FloatArray]:
        """Return inputs and scores."""
        x = _samples(x, "W", self.W)
        with np.errstate(all="ignore"):
            return x, _finite("scores", x @ self.W)


class TwoLayerNet:
    """Two layers with tanh between them, softmax and cross-entropy error.

    Parameters
    ----------
    W1 : array_like of real numbers, shape (inputs, hidden)
        Weights of the hidden layer. The network keeps float64 copies of all four arrays.
    b1 : array_like of real numbers, shape (hidden,)
        Biases of the hidden layer.
    W2 : array_like of real numbers, shape (hidden, classes)
        Weights of the output.
    b2 : array_like of real numbers, shape (classes,)
        Biases of the output.

    Attributes
    ----------
    parameters : dict of str to ndarray of float64
        The network's own arrays by their names, in the order of the arguments above.

    Raises
    ------
    TypeError
        One of the four is not an array of real numbers.
    ValueError
        `W1` or `W2` is not two-dimensional or is empty, an array does not fit the one
        before it, or has an element that is nan or infinite.

    References
    ----------
    .. [1] K. Saitoh, *Deep Learning from Scratch*, O'Reilly Japan, 2016, sections 4.5
       and 5.7.

    Examples
    --------
    >>> import numpy as np
    >>> from gdlesson import TwoLayerNet
    >>> rng = np.random.default_rng(0)
    >>> net = TwoLayerNet.random(rng, inputs=2, hidden=3, classes=2)
    >>> x, t = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
    >>> for step in range(500):
    ...     gradient = net.gradient(x, t)
    ...     parts = {k: net.parameters[k] - gradient[k] for k in gradient}
    ...     net = TwoLayerNet(**parts)
    >>> print(net.predict(x).argmax(axis=-1))
    [0 1 1 0]
    """

    parameters: dict[str, FloatArray]

    def __init__(self, W1: ArrayLike, b1: ArrayLike, W2: ArrayLike, b2: ArrayLike) -> None:
        given = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
        self.parameters = {name: finite_array(name, part) for name, part in given.items()}
        first, second = (self.parameters[name].shape for name in ("W1", "W2"))
        if len(first) != 2 or 0 in first:
            raise ValueError(f"W1 must have shape (inputs, hidden), both >= 1; got {first}")
        if len(second) != 2 or 0 in second or second[0] != first[1]:
            raise ValueError(
                f"W2 must have shape ({first[1]}, classes), classes >= 1, for W1 of shape "
                f"{first}; got {second}"
            )
        for bias, weights, shape in (("b1", "W1", first), ("b2", "W2", second)):
            if self.parameters[bias].shape != shape[1:]:
                raise ValueError(
                    f"{bias} must have shape {shape[1:]} for {weights} of shape {shape}; "
                    f"got {self.parameters[bias].shape}"
                )

    @classmethod
    def random(
        cls, rng: np.random.Generator, inputs: int, hidden: int, classes: int
    ) -> Self:
        """Network with random weights and with biases of 0.

        Weights are normal with mean 0 and variance 1 over the number of values that a
        unit adds up: of inputs around 0 and of a size of about 1, what reaches tanh is then
        about as large as they are, and stays where tanh bends but is not yet flat.

        Parameters
        ----------
        rng : numpy.random.Generator
            Source of the numbers: seed it to get the same network again.
        inputs : int
            Values of a sample: rows of `W1`.
        hidden : int
            Hidden units: columns of `W1` and rows of `W2`.
        classes : int
            Columns of `W2`.

        Returns
        -------
        TwoLayerNet
            A new network.

        Raises
        ------
        TypeError
            `rng` is not a Generator, or `inputs`, `hidden` or `classes` is not a whole
            number.
        ValueError
            `inputs`, `hidden` or `classes` is not positive.

        References
        ----------
        .. [1] Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, "Efficient BackProp", *Neural
           Networks: Tricks of the Trade*, Springer, 1998, section 4.6.
        """
        rng = _generator(rng)
        inputs, hidden, classes = (
            count(name, value, least=1)
            for name, value in (
                ("inputs", inputs),
                ("hidden", hidden),
                ("classes", classes),
            )
        )
        return cls(
            W1=rng.standard_normal((inputs, hidden)) / np.sqrt(inputs),
            b1=np.zeros(hidden),
            W2=rng.standard_normal((hidden, classes)) / np.sqrt(hidden),
            b2=np.zeros(classes),
        )

    def predict(self, x: ArrayLike) -> FloatArray:
        """Scores ``tanh(x @ W1 + b1) @ W2 + b2``, not yet probabilities.

        Parameters
        ----------
        x : array_like of real numbers, shape (inputs,) or (batch, inputs)
            One sample or a batch.

        Returns
        -------
        ndarray of float64, shape (classes,) or (batch, classes)
            A score for every class.

        Raises
        ------
        TypeError
            `x` is not an array of real numbers.
        ValueError
            `x` has the wrong shape, or an element that is nan or infinite.
        FloatingPointError
            A score is beyond float64.
        """
        return self._forward(x)[-1]

    def loss(self, x: ArrayLike, t: ArrayLike) -> float:
        """Cross-entropy error of the network's scores, by `log_softmax`.

        Parameters
        ----------
        x : array_like of real numbers, shape (inputs,) or (batch, inputs)
            One sample or a batch.
        t : array_like
            Right classes, as `cross_entropy_error` takes them.

        Returns
        -------
        float
            Mean over the batch, in nats, with no upper bound.

        Raises
        ------
        TypeError, ValueError
            As `predict` and `cross_entropy_error` do.
        FloatingPointError
            A score or the loss is beyond float64.
        """
        return _loss(self.predict(x), t)

    def gradient(self, x: ArrayLike, t: ArrayLike) -> dict[str, FloatArray]:
        """Gradient of `loss` with respect to each of `parameters`, by backpropagation.

        Parameters
        ----------
        x : array_like of real numbers, shape (inputs,) or (batch, inputs)
            One sample or a batch.
        t : array_like
            Right classes, as `cross_entropy_error` takes them.

        Returns
        -------
        dict of str to ndarray of float64
            Names and shapes are those of `parameters`.

        Raises
        ------
        TypeError, ValueError
            As `loss` does.
        FloatingPointError
            A score or a part of the gradient is beyond float64.

        Notes
        -----
        One pass forward, which keeps the hidden values, and one back: from the scores,
        where the gradient is ``y - t`` over the size of the batch, through ``W2`` and
        tanh, whose derivative is ``1 - tanh**2``.

        References
        ----------
        .. [1] D. E. Rumelhart, G. E. Hinton, R. J. Williams, "Learning representations by
           back-propagating errors", *Nature* 323 (1986), 533-536.
        """
        x, hidden, scores = self._forward(x)
        x, hidden, errors = map(np.atleast_2d, (x, hidden, _errors(scores, t)))
        with np.errstate(all="ignore"):
            at_scores = errors / len(x)
            at_sums = at_scores @ self.parameters["W2"].T * (1 - hidden**2)
            gradient = {
                "W1": x.T @ at_sums,
                "b1": at_sums.sum(axis=0),
                "W2": hidden.T @ at_scores,
                "b2": at_scores.sum(axis=0),
            }
        return {name: _finite(f"gradient of {name}", it) for name, it in gradient.items()}

    def _forward(self, x: ArrayLike) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return inputs, hidden values and scores."""
        W1, b1, W2, b2 = self.parameters.values()
        x = _samples(x, "W1", W1)
        with np.errstate(all="ignore"):  # tanh of an infinite sum is 1 or -1, as it should
            hidden = np.tanh(x @ W1 + b1)
            return x, hidden, _finite("scores", hidden @ W2 + b2)


def _generator(rng: object) -> np.random.Generator:
    """`rng`, or raise if it is not a source of random numbers."""
    if not isinstance(rng, np.random.Generator):
        raise TypeError(f"rng must be a numpy.random.Generator; got {shown(rng)}")
    return rng


def _samples(x: ArrayLike, name: str, weights: FloatArray) -> FloatArray:
    """One sample or a batch for a layer of `weights`, which the error calls by `name`."""
    array = finite_array("x", x)
    inputs = len(weights)
    if array.ndim not in (1, 2) or array.shape[-1] != inputs or array.size == 0:
        raise ValueError(
            f"x must have shape ({inputs},) or (batch, {inputs}), batch >= 1, for {name} "
            f"of shape {weights.shape}; got {array.shape}"
        )
    return array


def _finite(name: str, array: FloatArray) -> FloatArray:
    if not np.isfinite(array).all():
        raise FloatingPointError(
            f"{name} must stay within float64; got {first_infinite(array)}"
        )
    return array


def _loss(scores: FloatArray, t: ArrayLike) -> float:
    """Mean of minus the logarithms of the right classes' probabilities."""
    with np.errstate(over="ignore"):
        loss = np.mean(-_right(log_softmax(scores), t))
    return float(_finite("loss", np.asarray(loss)))


def _errors(scores: FloatArray, t: ArrayLike) -> FloatArray:
    """Probabilities minus one-hot labels."""
    y = softmax(scores)
    return np.asarray(y - np.eye(y.shape[-1])[_labels(t, y.shape)])


def _right(y: FloatArray, t: ArrayLike) -> FloatArray:
    """Take from each row of `y` what it has for the right class."""
    labels = _labels(t, y.shape)
    return np.take_along_axis(y, labels[..., np.newaxis], axis=-1)


def _labels(t: ArrayLike, y_shape: tuple[int, ...]) -> NDArray[np.intp]:
    """Class numbers, shape ``y_shape[:-1]``, from index or one-hot labels."""
    labels = numeric_array("t", t, kinds="biuf")  # the one-hot rows of pandas are bool
    classes = y_shape[-1]
    if labels.shape == y_shape:
        if not (np.isin(labels, (0, 1)).all() and (labels.sum(axis=-1) == 1).all()):
            raise ValueError(
                f"t must be one-hot, one 1 among 0s in each row; got {shown(t)}"
            )
        return np.asarray(labels.argmax(axis=-1))
    if labels.shape != y_shape[:-1]:
        raise ValueError(
            f"t must have shape {y_shape} (one-hot) or {y_shape[:-1]} (class numbers); "
            f"got {labels.shape}"
        )
    if labels.min() < 0 or labels.max() >= classes:
        raise ValueError(f"t must hold classes from 0 to {classes - 1}; got {shown(t)}")
    if labels.dtype.kind in "bf":
        dtype = np.asarray(t).dtype
        raise TypeError(f"t must hold class numbers as ints; got dtype {dtype}: {shown(t)}")
    return labels.astype(np.intp)
