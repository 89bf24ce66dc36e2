"""Exercises of the lesson on backpropagation."""

from dataclasses import replace
from typing import Any

import numpy as np

from gdlesson import TwoLayerNet

from .requirements import Answer, Exercise, Requirement, Text, element, exact

Z = np.array([-1.5, 0.0, 0.7, 2.0])
A = np.log(1 + np.exp(Z))
SLOPES = 1 / (1 + np.exp(-Z))
DA = np.array([[0.5, -2.0, 1.0, 0.25], [-1.0, 0.3, 0.0, 4.0]])

INPUTS = np.array([[1.0, -0.5], [0.2, 0.4], [-0.3, 2.0]])
WEIGHTS = np.array([[0.5, -1.0, 0.3, 0.8], [0.7, 0.2, -0.6, 0.1]])
BIASES = np.array([0.1, -0.2, 0.0, 0.4])
TARGETS = np.array([[1.0, 0.0, 2.0, -1.0], [0.5, 0.5, 0.0, 0.0], [0.0, -1.0, 1.0, 3.0]])
HEAD = INPUTS, WEIGHTS, BIASES, TARGETS
FAR = INPUTS, WEIGHTS, BIASES, TARGETS * [1e4, 1.0, 1.0, 1.0]
NARROW = INPUTS[:2], WEIGHTS[:, :1], BIASES[:1], TARGETS[:2, :1]

SYMMETRIC = np.array([[0.5, -0.8], [-0.8, 0.3]])
LOPSIDED = np.array([[0.5, -1.0], [0.8, 0.3]])
LARGER = np.array([[0.2, -0.4, 1.0], [0.9, 0.1, -0.3], [-0.6, 0.7, 0.5]])
X = np.array([[1.0, 0.5], [-0.7, 0.2], [0.4, -1.2]])
T = np.array([1, 0, 1])
WIDER = np.array([[1.0, 0.5, -0.2], [0.3, -0.8, 0.6]])


def shape_of(number: int) -> Any:
    """Measure that looks at the shape of one element of what an answer returns."""

    def measure(answer: Answer, *arguments: Any) -> Any:
        value = answer(*arguments)
        return None if value is None else np.shape(value[number])

    return measure


def of_squares(a: Any, W: Any, b: Any, t: Any) -> tuple[Any, Any]:
    """Gradients of the mean squared error, element by element."""
    dW, db = np.zeros_like(W), np.zeros_like(b)
    for row, column in np.ndindex(t.shape):
        ds = 2 * (a[row] @ W[:, column] + b[column] - t[row, column]) / t.size
        dW[:, column] += a[row] * ds
        db[column] += ds
    return dW, db


def joined(pair: Any) -> Any:
    """Elements of several arrays in one."""
    return pair if pair is None else np.concatenate([np.ravel(it) for it in pair])


def both(answer: Answer, *arguments: Any) -> Any:
    """Measure that looks at both gradients."""
    return joined(answer(*arguments))


def of_both_layers(W: Any, x: Any, t: Any) -> Any:
    """Gradient of weights that both layers use."""
    none = np.zeros(len(W))
    gradient = TwoLayerNet(W, none, W, none).gradient(x, t)
    return gradient["W1"] + gradient["W2"]


def tied(*cases: tuple[Any, Any, Any]) -> tuple[tuple[tuple[Any, ...], Any], ...]:
    """Cases of the weights that are used twice, with what is expected."""
    return tuple((case, of_both_layers(*case)) for case in cases)


SOFTPLUS_GRADIENT = Exercise(
    "softplus_gradient(a, da)",
    (
        Requirement(
            Text(
                "`da`가 모두 1이면, 돌려준 값은 활성화 함수의 미분계수입니다.",
                "Where `da` is 1 it is the derivative of the activation function.",
            ),
            Text(
                "`a`를 `z`로 여기지 않았는지, `tanh`의 도함수를 그대로 쓰지 않았는지 보십시오. `z`로 미분한 식에서 `z`를 없애야 합니다.",
                "Did you take `a` for `z`, or use the derivative of `tanh`? Differentiate with respect to `z`, then get rid of `z`.",
            ),
            (((A, np.ones(4)), SLOPES), ((A[1:3], np.ones(2)), SLOPES[1:3])),
        ),
        Requirement(
            Text("그 미분계수에 `da`를 곱합니다.", "It multiplies that by `da`."),
            Text(
                "연쇄 법칙입니다. 뒤에서 온 `da`와 그 자리의 미분계수를 원소마다 곱하십시오.",
                "It is the chain rule: multiply `da`, which has come back this far, by the derivative, element by element.",
            ),
            (((A, DA[0]), DA[0] * SLOPES), ((np.array([A, A]), DA), DA * SLOPES)),
        ),
        Requirement(
            Text("`a`가 1000이어도 맞습니다.", "It is right even where `a` is 1000."),
            Text(
                "`np.exp(1000)`은 float64로 나타낼 수 없습니다. 지수가 음수가 되도록 식을 고쳐 쓰십시오.",
                "`np.exp(1000)` is beyond float64. Rewrite the formula so that the exponent is negative.",
            ),
            (((np.array([1000.0]), np.array([1.0])), np.array([1.0])),),
        ),
        exact(((A, DA[0]), DA[0] * SLOPES)),
    ),
    by_hand=("numerical_gradient",),
)

SQUARED_GRADIENT = Exercise(
    "squared_gradient(a, W, b, t)",
    (
        Requirement(
            Text(
                "`dW`는 `W`와 모양이 같습니다. (모양을 봅니다.)",
                "`dW` has the shape of `W`. (The shape is compared.)",
            ),
            Text(
                "행과 열이 바뀌지 않았는지, `(dW, db)`의 차례로 돌려주는지 보십시오.",
                "Are rows and columns exchanged? Do you return `(dW, db)` in this order?",
            ),
            ((HEAD, WEIGHTS.shape), (NARROW, NARROW[1].shape)),
            shape_of(0),
        ),
        Requirement(
            Text("`dW`가 맞습니다.", "`dW` is right."),
            Text(
                "제곱을 미분하면 2가 나오고, 평균은 `t`의 원소의 개수로 나눈 것입니다. 편향까지 더한 `s`에서 `t`를 뺐는지도 보십시오.",
                "The derivative of a square brings in a factor of 2, and the mean divides by the number of elements of `t`. Check too that the `s` from which you subtract `t` includes the bias.",
            ),
            ((HEAD, of_squares(*HEAD)[0]), (NARROW, of_squares(*NARROW)[0])),
            element(0),
        ),
        Requirement(
            Text("`db`가 맞습니다.", "`db` is right."),
            Text(
                "편향은 모든 데이터가 함께 씁니다. 데이터를 따라 더하고, 또 나누지는 마십시오.",
                "All samples use the same bias: add up over the samples, and do not divide again.",
            ),
            ((HEAD, of_squares(*HEAD)[1]), (NARROW, of_squares(*NARROW)[1])),
            element(1),
        ),
        replace(
            exact(*((case, joined(of_squares(*case))) for case in (HEAD, FAR))),
            measure=both,
        ),
    ),
    by_hand=("numerical_gradient",),
)

TIED_GRADIENT = Exercise(
    "tied_gradient(W, x, t)",
    (
        Requirement(
            Text(
                "데이터가 하나일 때 맞습니다.",
                "It is right for a single sample.",
            ),
            Text(
                "두 층이 `W`를 함께 씁니다. 점수의 기울기는 확률에서 원-핫 레이블을 빼고 데이터의 수로 나눈 것입니다. 두 곳에서 온 기울기를 더했는지, `tanh`를 거꾸로 지날 때 `1 - a ** 2`를 곱했는지 보십시오.",
                "`W` stands in two places. The gradient of the scores is the probabilities minus the one-hot labels, divided by the number of samples. Did you add up what comes from both places, and multiply by `1 - a ** 2` on the way back through `tanh`?",
            ),
            tied((SYMMETRIC, X[:1], T[:1]), (SYMMETRIC, X[1:2], T[1:2])),
        ),
        Requirement(
            Text(
                "`W`가 대칭이 아니어도 맞습니다.",
                "It is right for a `W` that is not symmetric.",
            ),
            Text(
                "`s = a @ W`를 거꾸로 지날 때에는 `W`의 행과 열을 바꾸어 곱합니다.",
                "On the way back through `s = a @ W`, multiply by `W` with its rows and columns exchanged.",
            ),
            tied((LOPSIDED, X[:1], T[:1])),
        ),
        Requirement(
            Text(
                "데이터가 여럿이면 데이터마다 구한 기울기의 평균입니다.",
                "Given several samples it is the mean of their gradients.",
            ),
            Text(
                "손실이 평균이니, 확률에서 원-핫 레이블을 뺀 것을 데이터의 수로 나눕니다.",
                "The loss is a mean: subtract the one-hot labels from the probabilities, and divide by the number of samples.",
            ),
            tied((LOPSIDED, X, T)),
        ),
        Requirement(
            Text("`W`가 더 커도 맞습니다.", "It works for a larger `W`."),
            Text(
                "클래스가 2개라고 가정하지 않았는지 보십시오.",
                "Did you take two classes for granted?",
            ),
            tied((LARGER, WIDER, np.array([2, 0]))),
        ),
        exact(*tied((LOPSIDED, X, T))),
    ),
    by_hand=("numerical_gradient", "TwoLayerNet.gradient"),
)

EXERCISES = (SOFTPLUS_GRADIENT, SQUARED_GRADIENT, TIED_GRADIENT)
