"""Exercises of the lesson on the gradient of a neural network."""

from typing import Any

import numpy as np

from gdlesson import SimpleNet, log_softmax

from .requirements import Answer, Exercise, Requirement, Text, exact

S = np.array([[0.0, 1.0, 2.0], [1.0, -0.5, 0.3]])
LOG_Y = log_softmax(S)
SOFT = np.array([[0.1, 0.2, 0.7], [0.6, 0.4, 0.0]])
SPREAD = np.array([[0.3, 0.7], [0.6, 0.4]])
FAR = np.array([1000.0, 0.0, -500.0])

W = np.array([[0.47355232, 0.9977393, 0.84668094], [0.85557411, 0.03563661, 0.69422093]])
X = np.array([[0.6, 0.9], [-0.8, 0.4], [0.3, -1.0]])
T = np.array([2, 1, 0])
TALL = np.array([[0.5, -0.5], [0.1, 0.2], [-0.3, 0.4]])
HIGH = np.array([[1.0, -2.0, 0.5], [0.2, 0.4, -0.6]])


def of_weights(W: Any, x: Any, t: Any) -> Any:
    """Gradient of the loss with respect to the weights."""
    return SimpleNet(W).gradient(x, t)


def of_input(W: Any, x: Any, t: int) -> Any:
    """Gradient of the loss with respect to the input, each product by itself."""
    y = np.exp(log_softmax(x @ W))
    y[t] -= 1
    return np.array(
        [sum(w * at_score for w, at_score in zip(row, y, strict=True)) for row in W]
    )


def shape(answer: Answer, *arguments: Any) -> Any:
    """Shape of what an answer returns."""
    value = answer(*arguments)
    return value if value is None else np.shape(value)


SOFT_LOSS = Exercise(
    "soft_loss(s, t)",
    (
        Requirement(
            Text(
                "원-핫 레이블에서는 정답의 교차 엔트로피 오차와 같습니다.",
                "For a one-hot label it is the loss of the right class.",
            ),
            Text(
                "모든 클래스에서 `t`와 확률의 로그를 곱해 더하고, 부호를 바꿉니다. 데이터가 하나일 때에는 더하기만 하고 평균은 내지 않습니다.",
                "Multiply `t` by the logarithm of the probability for every class, add up, and flip the sign. Within a sample it is a sum, not a mean.",
            ),
            (
                ((S[0], np.array([0, 0, 1])), -LOG_Y[0, 2]),
                ((S[1], np.array([1, 0, 0])), -LOG_Y[1, 0]),
            ),
        ),
        Requirement(
            Text(
                "레이블이 여러 클래스에 나뉘어 있어도 맞습니다.",
                "It is right for a label that is spread over several classes.",
            ),
            Text(
                "`np.argmax`로 클래스 하나만 남기지 않았는지 보십시오. 0이 아닌 `t`마다 항이 하나씩 있습니다.",
                "Did `np.argmax` keep a single class? There is a term for every `t` that is not 0.",
            ),
            (
                ((S[0], SOFT[0]), -np.sum(SOFT[0] * LOG_Y[0])),
                ((S[1], SOFT[1]), -np.sum(SOFT[1] * LOG_Y[1])),
            ),
        ),
        Requirement(
            Text(
                "데이터가 여럿이면 데이터마다 구한 손실의 평균입니다.",
                "Given several samples it is the mean of their losses.",
            ),
            Text(
                "클래스가 몇 개든, 클래스를 따라서는 더하고(`axis=-1`), 데이터를 따라서는 평균을 냅니다.",
                "Add along the classes, however many there are, with `axis=-1`, and take the mean over the samples.",
            ),
            (
                ((S, SOFT), -np.sum(SOFT * LOG_Y) / 2),
                ((S[:1], SOFT[:1]), -np.sum(SOFT[0] * LOG_Y[0])),
                ((S[:, :2], SPREAD), -np.sum(SPREAD * log_softmax(S[:, :2])) / 2),
            ),
        ),
        Requirement(
            Text(
                "점수가 1000이나 벌어져도 맞습니다.",
                "It is right for scores that lie 1000 apart.",
            ),
            Text(
                "그만큼 낮은 점수의 확률은 0이 되어 로그를 구할 수 없고, 그만큼 높은 점수의 지수함수는 넘칩니다. 확률도 지수함수도 직접 구하지 말고 `log_softmax`로 점수에서 바로 구하십시오.",
                "The probability of a score so low comes out as 0, and has no logarithm; the exponential of one so high overflows. Take neither yourself: start from the scores, with `log_softmax`.",
            ),
            (
                ((FAR, np.array([0.0, 1.0, 0.0])), 1000.0),
                ((FAR, np.array([0.5, 0.25, 0.25])), 625.0),
                ((np.array([FAR, FAR - 3000]), np.eye(3)[[1, 0]]), 500.0),
            ),
        ),
    ),
)

BATCH_GRADIENT = Exercise(
    "batch_gradient(W, X, T)",
    (
        Requirement(
            Text(
                "데이터가 하나인 배치에서는 `np.outer(x, y - t)`와 같습니다.",
                "For a batch of one sample it equals `np.outer(x, y - t)`.",
            ),
            Text(
                "`T`는 클래스의 번호입니다. 확률에서 번호를 그대로 빼지 말고, `np.eye(…)[T]`로 원-핫 레이블을 만들어 빼십시오. `t - y`가 아니라 `y - t`인지, 데이터의 수(여기서는 1)로 나누었는지도 보십시오.",
                "`T` holds the numbers of classes. Do not subtract a number from probabilities: make one-hot labels with `np.eye(…)[T]`. Is it `y - t` and not `t - y`, divided by the number of samples, which is 1 here?",
            ),
            (
                ((W, X[:1], T[:1]), of_weights(W, X[:1], T[:1])),
                ((W, X[1:2], T[1:2]), of_weights(W, X[1:2], T[1:2])),
            ),
        ),
        Requirement(
            Text(
                "데이터가 여럿이면 평균입니다.",
                "Given several samples, it is the mean of their gradients.",
            ),
            Text(
                "더하기만 하고 나누지 않았는지, 데이터의 수가 아닌 수로 나누지는 않았는지 보십시오.",
                "Did you add up without dividing, or divide by something other than the number of samples?",
            ),
            (
                ((W, X, T), of_weights(W, X, T)),
                ((W, X[:2], T[:2]), of_weights(W, X[:2], T[:2])),
            ),
        ),
        Requirement(
            Text(
                "입력이 몇 개든, 클래스가 몇 개든 맞습니다.",
                "It works for other numbers of inputs and classes.",
            ),
            Text(
                "클래스가 3개라고 가정하지 않았는지 보십시오. 그 수는 `W`의 열의 수입니다.",
                "Did you take three classes for granted? There are as many classes as `W` has columns.",
            ),
            (((TALL, HIGH, np.array([1, 0])), of_weights(TALL, HIGH, np.array([1, 0]))),),
        ),
        exact(((W, X, T), of_weights(W, X, T))),
    ),
    by_hand=("numerical_gradient", "SimpleNet.gradient"),
)

INPUT_GRADIENT = Exercise(
    "input_gradient(W, x, t)",
    (
        Requirement(
            Text(
                "입력과 모양이 같습니다. (모양을 봅니다.)",
                "It has the shape of the input. (The shape is compared.)",
            ),
            Text(
                "미분하는 것은 가중치가 아니라 입력입니다. 입력의 원소마다 수가 하나씩 나옵니다.",
                "It is the input that you differentiate with respect to, not the weights: one number for each of its elements.",
            ),
            (((W, X[0], 2), (2,)), ((TALL, HIGH[0], 1), (3,))),
            shape,
        ),
        Requirement(
            Text(
                "글의 신경망에서 맞습니다.",
                "It is right for the network of this page.",
            ),
            Text(
                "`x[i]`가 변하면 점수 `k`는 그 `W[i, k]`배만큼 변합니다. 확률 `y`에서 원-핫 레이블을 빼고, 모든 점수에서 그 원소와 `W[i, k]`를 곱해 더하십시오.",
                "When `x[i]` grows, score `k` grows `W[i, k]` times as much. Subtract the one-hot label from the probabilities `y`, multiply each element by its `W[i, k]`, and add up over all scores.",
            ),
            (
                ((W, X[0], 2), of_input(W, X[0], 2)),
                ((W, X[1], 0), of_input(W, X[1], 0)),
            ),
        ),
        Requirement(
            Text(
                "입력이 몇 개든, 클래스가 몇 개든 맞습니다.",
                "It works for other numbers of inputs and classes.",
            ),
            Text(
                "입력이 2개, 클래스가 3개라고 가정하지 않았는지 보십시오. 두 수는 `W`의 행과 열의 수입니다.",
                "Did you take two inputs or three classes for granted? Their numbers are those of the rows and the columns of `W`.",
            ),
            (((TALL, HIGH[0], 1), of_input(TALL, HIGH[0], 1)),),
        ),
        exact(((W, X[0], 2), of_input(W, X[0], 2))),
    ),
    by_hand=("numerical_gradient",),
)

EXERCISES = (SOFT_LOSS, BATCH_GRADIENT, INPUT_GRADIENT)
