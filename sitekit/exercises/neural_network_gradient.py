"""Exercises of the lesson on the gradient of a neural network."""

from typing import Any

import numpy as np

from gdlesson import SimpleNet

from .requirements import Answer, Exercise, Requirement, Such, Text, afterwards

RISING = np.array([0.0, 1.0, 2.0])
PROBABILITIES = np.exp(RISING) / np.exp(RISING).sum()
NEXT_TO_EACH_OTHER = np.exp([0.0, 1.0]) / np.exp([0.0, 1.0]).sum()

Y = np.array([[0.1, 0.2, 0.7], [0.8, 0.1, 0.1]])
COSTS = -np.log([0.7, 0.8])

NET = SimpleNet([[0.47355232, 0.9977393, 0.84668094], [0.85557411, 0.03563661, 0.69422093]])
x = np.array([0.6, 0.9])
X = np.array([[0.6, 0.9], [-0.8, 0.4], [0.3, -1.0]])
T = np.array([2, 1, 0])
TALL = SimpleNet([[0.5, -0.5], [0.1, 0.2], [-0.3, 0.4]])
HIGH = np.array([1.0, -2.0, 0.5])


def weights_afterwards(answer: Answer, net: SimpleNet, x: Any, t: Any) -> Any:
    """What `net.W` holds after the call."""
    answer(net, x, t)
    return net.W


ROW_SOFTMAX = Exercise(
    "row_softmax(s)",
    (
        Requirement(
            Text(
                "데이터 하나의 점수를, 더하면 1인 확률로 바꿉니다.",
                "It turns the scores of one sample into probabilities that add up to 1.",
            ),
            Text(
                "지수 함수를 씌운 값을 그 합으로 나누었는지 보십시오.",
                "See whether the exponentials are divided by their sum.",
            ),
            (
                ((RISING,), PROBABILITIES),
                ((np.array([1.0, 1.0, 1.0, 1.0]),), np.full(4, 0.25)),
            ),
        ),
        Requirement(
            Text(
                "점수가 커도 오버플로가 나지 않습니다.",
                "Large scores do not overflow.",
            ),
            Text(
                "`np.exp(1000)`은 float64로 나타낼 수 없습니다. 지수 함수를 씌우기 전에 가장 높은 점수를 빼십시오.",
                "`np.exp(1000)` is beyond float64. Subtract the highest score before you take the exponential.",
            ),
            (((RISING + 1000,), PROBABILITIES), ((np.array([-1000.0, 0.0]),), [0.0, 1.0])),
        ),
        Requirement(
            Text(
                "데이터가 여럿이면 행마다 합이 1입니다.",
                "Given several samples, each row adds up to 1.",
            ),
            Text(
                "어느 축으로 더했는지 보십시오. 행마다 따로 더하려면 `axis=-1`과 `keepdims=True`입니다.",
                "Look at the axis of the sum: `axis=-1` with `keepdims=True` adds each row by itself.",
            ),
            (
                (
                    (np.array([RISING, RISING[::-1]]),),
                    np.array([PROBABILITIES, PROBABILITIES[::-1]]),
                ),
            ),
        ),
        Requirement(
            Text(
                "행마다 점수의 크기가 크게 달라도 맞습니다.",
                "It is right even if the rows' scores differ widely in size.",
            ),
            Text(
                "모든 행에서 같은 수를 빼면, 점수가 낮은 행은 모두 0이 됩니다. 행마다 그 행의 가장 높은 점수를 빼십시오.",
                "Subtract one number from all rows, and a row of low scores becomes all zeros. Subtract from each row its own highest score.",
            ),
            (
                (
                    (np.array([[0.0, 1.0], [1000.0, 1001.0]]),),
                    np.array([NEXT_TO_EACH_OTHER, NEXT_TO_EACH_OTHER]),
                ),
            ),
        ),
        Requirement(
            Text(
                "건네받은 점수는 그대로입니다. (부른 뒤의 `s`를 봅니다.)",
                "It leaves the scores it is given alone. (`s` after the call is compared.)",
            ),
            Text(
                "`s -= …`는 건네받은 배열을 바꿉니다. `s - …`로 새 배열을 만드십시오.",
                "`s -= …` changes the caller’s array. Make a new one with `s - …`.",
            ),
            (((RISING,), RISING),),
            afterwards(0),
        ),
    ),
)

MEAN_ERROR = Exercise(
    "mean_error(y, t)",
    (
        Requirement(
            Text(
                "데이터 하나와 원-핫 레이블의 교차 엔트로피 오차를 구합니다.",
                "It finds the cross-entropy error of one sample with a one-hot label.",
            ),
            Text(
                "정답의 확률 하나만 골라 자연로그를 씌우고 부호를 바꿉니다. `-np.log(0.7)`은 0.3567입니다.",
                "Pick the probability of the right class, take its natural logarithm and flip the sign: `-np.log(0.7)` is 0.3567.",
            ),
            (
                ((Y[0], np.array([0, 0, 1])), COSTS[0]),
                ((Y[1], np.array([1, 0, 0])), COSTS[1]),
            ),
        ),
        Requirement(
            Text(
                "레이블이 클래스의 번호여도 맞습니다.",
                "It is right for a label that is the number of a class.",
            ),
            Text(
                "번호 2를 그대로 곱하지 않았는지 보십시오. 번호는 확률을 고르는 자리입니다.",
                "Did you multiply by the number 2 itself? A number says which probability to pick.",
            ),
            (((Y[0], 2), COSTS[0]), ((Y[1], 0), COSTS[1])),
        ),
        Requirement(
            Text(
                "데이터가 여럿이면 평균을 냅니다.",
                "Given several samples it takes the mean.",
            ),
            Text(
                "합이 아니라 평균입니다. 나누는 수는 클래스의 수가 아니라 데이터의 수입니다.",
                "It is the mean, not the sum; divide by the number of samples, not of classes.",
            ),
            (
                ((Y, np.array([[0, 0, 1], [1, 0, 0]])), COSTS.mean()),
                ((Y, np.array([2, 0])), COSTS.mean()),
            ),
        ),
        Requirement(
            Text(
                "확률이 0이어도 오차가 유한합니다.",
                "A probability of 0 gives a finite error.",
            ),
            Text(
                "`np.log(0)`은 음의 무한대입니다. 로그를 씌우기 전에, 확률이 아주 작은 양수보다 작아지지 않게 하십시오.",
                "`np.log(0)` is minus infinity. Before the logarithm, keep the probability from falling below a very small positive number.",
            ),
            (
                (
                    (np.array([1.0, 0.0, 0.0]), np.array([0, 0, 1])),
                    Such(
                        Text("10보다 큰 유한한 수", "a finite number above 10"),
                        lambda error: bool(np.isfinite(error) and error > 10),
                    ),
                ),
                ((np.array([0.0, 0.0, 1.0]), np.array([0, 0, 1])), 0.0),
            ),
        ),
    ),
)

WEIGHT_GRADIENT = Exercise(
    "weight_gradient(net, x, t)",
    (
        Requirement(
            Text(
                "데이터 하나의 손실을 가중치로 미분합니다.",
                "It differentiates the loss of one sample with respect to the weights.",
            ),
            Text(
                "모두 0이라면, 미분하는 함수가 건네받은 `W`를 쓰지 않는 것입니다. `SimpleNet(W)`로 새 신경망을 만들어 그 손실을 구하십시오.",
                "If all are 0, the function that you differentiate does not use the `W` it is given. Take the loss of a new network, `SimpleNet(W)`.",
            ),
            (((NET, x, 2), NET.gradient(x, 2)), ((NET, x, 0), NET.gradient(x, 0))),
        ),
        Requirement(
            Text(
                "미니배치에서는 데이터마다 구한 기울기의 평균입니다.",
                "For a mini-batch it is the mean of the samples' gradients.",
            ),
            Text(
                "`x`와 `t`를 통째로 `loss`에 건네면 손실이 이미 평균입니다. 데이터를 하나만 쓰거나 더하지 않았는지 보십시오.",
                "Given all of `x` and `t`, `loss` is a mean already. Did you use one sample only, or add them up?",
            ),
            (((NET, X, T), NET.gradient(X, T)),),
        ),
        Requirement(
            Text(
                "신경망의 모양이 달라도 됩니다.",
                "It works for a network of another shape.",
            ),
            Text(
                "2행 3열을 가정하지 않았는지 보십시오. 모양은 `net.W`가 정합니다.",
                "Did you take 2×3 for granted? The shape is that of `net.W`.",
            ),
            (((TALL, HIGH, 1), TALL.gradient(HIGH, 1)),),
        ),
        Requirement(
            Text(
                "건네받은 신경망의 가중치는 그대로입니다. (부른 뒤의 `net.W`를 봅니다.)",
                "It leaves the network’s weights alone. (`net.W` after the call is compared.)",
            ),
            Text(
                "함수 안에서 `net.W = W`라고 적으면, 마지막으로 움직인 가중치가 남습니다. `net`은 두고 새 신경망을 만드십시오.",
                "`net.W = W` inside the function leaves the last weights that were tried in the network. Leave `net` alone and make a new one.",
            ),
            (((NET, x, 2), NET.W),),
            weights_afterwards,
            tolerance=1e-9,
        ),
    ),
)

EXERCISES = (ROW_SOFTMAX, MEAN_ERROR, WEIGHT_GRADIENT)
