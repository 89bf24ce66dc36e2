"""Exercises of the lesson on the gradient."""

import math
from typing import Any

import numpy as np

from .requirements import (
    Answer,
    Exercise,
    Function,
    Requirement,
    Text,
    afterwards,
    element,
    exact,
)

BOWL = Function("x0² + x1²", lambda x: x[0] ** 2 + x[1] ** 2)
VALLEY = Function("x0²/20 + x1²", lambda x: x[0] ** 2 / 20 + x[1] ** 2)
CUBE = Function("x0³", lambda x: x[0] ** 3)
SQUARES = Function("np.sum(x ** 2)", lambda x: np.sum(np.square(x)))
SADDLE = Function("x0 x1", lambda x: x[0] * x[1])
TROUGH = Function("x1² + 1", lambda x: x[1] ** 2 + 1)
ASIDE = Function("(x0 − 1)² + x1²", lambda x: (x[0] - 1) ** 2 + x[1] ** 2)
ROOT = Function("√(3 − x0)", lambda x: math.sqrt(3 - x[0]))
"""It cannot be computed right of 3."""

W = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
FALL = np.array([0.7, -4.0])


def shape(answer: Answer, *arguments: Any) -> Any:
    """Shape of what an answer returns."""
    value = answer(*arguments)
    return value if value is None else np.shape(value)


def length(answer: Answer, *arguments: Any) -> Any:
    """Length of the vector that an answer returns."""
    value = answer(*arguments)
    return value if value is None else np.linalg.norm(value)


def points(answer: Answer, f: Function, *arguments: Any) -> list[Any]:
    """Points at which an answer calls the function that it is given."""
    seen = []

    def noted(x: Any) -> Any:
        seen.append(np.array(x, dtype=float))
        return f(x)

    answer(noted, *arguments)
    return seen


def calls(answer: Answer, *arguments: Any) -> int:
    """How often an answer calls the function that it is given."""
    return len(points(answer, *arguments))


def middle(answer: Answer, *arguments: Any) -> Any:
    """Middle of the points at which an answer calls the function that it is given."""
    return np.mean(points(answer, *arguments), axis=0)


PRODUCT_GRADIENT = Exercise(
    "product_gradient(x)",
    (
        Requirement(
            Text(
                "편미분계수 둘을 배열에 담아 돌려줍니다. (모양을 봅니다.)",
                "It returns two partial derivatives in an array. (The shape is compared.)",
            ),
            Text(
                "기울기는 여기서 원소가 둘인 벡터입니다. 둘을 더하거나 대괄호로 한 겹 더 싸지 말고 `np.array([…, …])`에 나란히 담으십시오.",
                "A gradient is a vector, here with two elements. Put the two side by side in `np.array([…, …])`; do not add them, and put no more brackets around them.",
            ),
            (((np.array([2.0, 3.0]),), (2,)),),
            shape,
        ),
        Requirement(
            Text(
                "0번 원소는 `x0`에 대한 편미분계수입니다.",
                "Element 0 is the partial derivative with respect to `x0`.",
            ),
            Text(
                "`x1`을 상수로 두고 `x0² x1`을 `x0`으로 미분하십시오. `x0²`은 `2 x0`이 되고, 곱해진 상수 `x1`은 남습니다.",
                "Hold `x1` constant and differentiate `x0² x1` with respect to `x0`: `x0²` becomes `2 x0`, and the constant factor `x1` stays.",
            ),
            (
                ((np.array([2.0, 3.0]),), 12.0),
                ((np.array([-1.0, 5.0]),), -10.0),
                ((np.array([0.5, -4.0]),), -4.0),
            ),
            element(0),
        ),
        Requirement(
            Text(
                "1번 원소는 `x1`에 대한 편미분계수입니다.",
                "Element 1 is the partial derivative with respect to `x1`.",
            ),
            Text(
                "이번에는 `x0²`이 상수입니다. 상수에 `x1`을 곱한 식을 `x1`로 미분하면 그 상수만 남습니다.",
                "This time `x0²` is the constant. A constant times `x1`, differentiated with respect to `x1`, is that constant.",
            ),
            (
                ((np.array([2.0, 3.0]),), 4.0),
                ((np.array([-1.0, 5.0]),), 1.0),
                ((np.array([0.5, -4.0]),), 0.25),
            ),
            element(1),
        ),
        exact(
            ((np.array([1.1, -0.7]),), np.array([-1.54, 1.21])),
            ((np.array([-20.3, 7.9]),), np.array([-320.74, 412.09])),
            ((np.array([1e-4, 1e5]),), np.array([20.0, 1e-8])),
        ),
    ),
    by_hand=("numerical_gradient",),
)

SLOPE_ALONG = Exercise(
    "slope_along(f, x, u)",
    (
        Requirement(
            Text(
                "점 (3, 4)에서 크기가 1인 `u`를 따라갈 때 `f`가 변하는 빠르기입니다.",
                "It is the rate at which `f` changes along a `u` of length 1, at (3, 4).",
            ),
            Text(
                "`x`에서 `u` 쪽으로 조금 간 점과 반대쪽으로 조금 간 점에서 `f`를 구하고, 그 차이를 두 점 사이의 거리로 나누십시오.",
                "Take `f` a little way along `u` from `x` and a little way against it, and divide the difference by the distance between the two points.",
            ),
            (
                ((BOWL, np.array([3.0, 4.0]), np.array([0.6, 0.8])), 10.0),
                ((BOWL, np.array([3.0, 4.0]), np.array([0.8, -0.6])), 0.0),
                ((BOWL, np.array([3.0, 4.0]), np.array([-1.0, 0.0])), -6.0),
            ),
            tolerance=1e-2,
        ),
        Requirement(
            Text(
                "중심 차분만큼 정확합니다.",
                "It is as accurate as a central difference.",
            ),
            Text(
                "`h`가 너무 크거나 작지 않은지 보십시오. `1e-4`쯤이 좋습니다. 그리고 한쪽으로만 가면 전방 차분이니, `u` 쪽과 그 반대쪽으로 같은 거리만큼 가십시오.",
                "Is `h` too large or too small? `1e-4` is good. And if you go in one direction only, you get a forward difference: go as far against `u` as along it.",
            ),
            (
                ((CUBE, np.array([1.1]), np.array([1.0])), 3.63),
                ((CUBE, np.array([1.1]), np.array([-1.0])), -3.63),
            ),
            tolerance=3e-7,
        ),
        Requirement(
            Text(
                "`x`에서 양쪽으로 같은 거리만큼 갑니다. (`f`를 호출한 점들의 한가운데를 봅니다.)",
                "It goes equally far both ways from `x`. (The middle of the points at which `f` is called is compared.)",
            ),
            Text(
                "`u` 쪽으로만 가면 `h`가 아무리 좋아도 전방 차분입니다. `u`의 반대쪽으로도 같은 거리만큼 가십시오.",
                "If you go along `u` alone, it is a forward difference, however good its `h`. Go as far against `u`.",
            ),
            (
                (
                    (BOWL, np.array([3.0, 4.0]), np.array([0.6, 0.8])),
                    np.array([3.0, 4.0]),
                ),
            ),
            middle,
            tolerance=1e-12,
        ),
        Requirement(
            Text(
                "`u`의 크기가 달라도 답은 같습니다.",
                "The length of `u` does not change the answer.",
            ),
            Text(
                "빠르기는 `f`가 변한 양을 간 거리로 나눈 값입니다. `u`를 그 크기 `np.linalg.norm(u)`로 나누십시오.",
                "A rate is the change of `f` per unit of distance. Divide `u` by its length, `np.linalg.norm(u)`.",
            ),
            (
                ((BOWL, np.array([3.0, 4.0]), np.array([6.0, 8.0])), 10.0),
                ((BOWL, np.array([3.0, 4.0]), np.array([0.03, 0.04])), 10.0),
            ),
            tolerance=1e-3,
        ),
        Requirement(
            Text(
                "`x`와 `u`는 리스트나 행렬이어도 됩니다.",
                "`x` and `u` may be lists or matrices.",
            ),
            Text(
                "먼저 `np.array(x, dtype=float)`로 실수 배열을 만드십시오. 원소를 하나씩 꺼내지 않고 배열을 통째로 움직이면 모양에 상관없이 됩니다.",
                "Make arrays of floats first, with `np.array(x, dtype=float)`. Move the array as a whole, not its elements, and any shape will do.",
            ),
            (
                ((BOWL, [3, 4], [0, 2]), 8.0),
                ((SQUARES, W, W), 2 * np.linalg.norm(W)),
            ),
            tolerance=1e-3,
        ),
        Requirement(
            Text(
                "원소가 몇 개든 `f`를 두 번만 호출합니다. (호출한 횟수를 봅니다.)",
                "It calls `f` twice, however many elements there are. (The calls are counted.)",
            ),
            Text(
                "기울기를 구해 내적하면 원소마다 두 번씩 호출합니다. 모든 원소를 한꺼번에 `u` 쪽으로 움직이십시오.",
                "A dot product with the gradient costs two calls for every element. Move all elements at once, along `u`.",
            ),
            (((SQUARES, np.ones(50), np.ones(50)), 2),),
            calls,
        ),
        Requirement(
            Text(
                "`f`를 계산하다 오류가 나도, 건네받은 `x`는 그대로입니다. (호출한 뒤의 `x`를 봅니다.)",
                "It does not change the `x` it is given, even when `f` fails. (`x` after the call is compared.)",
            ),
            Text(
                "건네받은 배열을 직접 움직이면, 되돌리기 전에 `f`가 실패했을 때 바뀐 값이 남습니다. `x + …`로 새 배열을 만드십시오.",
                "If you move the caller’s array itself and `f` fails before you put it back, the moved value stays. Make a new one with `x + …`.",
            ),
            (((ROOT, np.array([3.0, 4.0]), np.array([1.0, 0.0])), np.array([3.0, 4.0])),),
            afterwards(1),
            tolerance=1e-9,
        ),
    ),
)

DOWNHILL = Exercise(
    "downhill(f, x)",
    (
        Requirement(
            Text(
                "크기가 1인 벡터를 돌려줍니다. (크기를 봅니다.)",
                "It returns a vector of length 1. (The length is compared.)",
            ),
            Text(
                "방향만 남기려면 벡터를 그 크기 `np.linalg.norm(…)`으로 나누십시오.",
                "To keep the direction alone, divide the vector by its length, `np.linalg.norm(…)`.",
            ),
            (
                ((BOWL, np.array([3.0, 4.0])), 1.0),
                ((BOWL, np.array([0.3, -0.4])), 1.0),
            ),
            length,
        ),
        Requirement(
            Text(
                "그릇에서, 가장 가파르게 감소하는 방향입니다.",
                "On the bowl it is the direction of steepest descent.",
            ),
            Text(
                "∇f는 가장 가파르게 증가하는 방향입니다. 부호를 보십시오. 끝자리만 다르면 중심 차분을 쓰고, 반올림하지 마십시오.",
                "∇f is the direction of steepest ascent. Look at the sign. If only late digits differ, use central differences, and do not round.",
            ),
            (
                ((BOWL, np.array([3.0, 4.0])), np.array([-0.6, -0.8])),
                ((BOWL, np.array([-3.0, 4.0])), np.array([0.6, -0.8])),
            ),
        ),
        Requirement(
            Text(
                "기울기가 작아도, 0인 원소가 있어도, 원소가 셋이어도 그렇습니다.",
                "It is so too where the gradient is small, holds a 0 or has three elements.",
            ),
            Text(
                "벡터 전체의 크기로 나누십시오. 특별한 것은 크기가 정확히 0일 때뿐입니다. 어느 원소가 0인지, 원소의 합이 0인지, 크기가 얼마나 작은지는 상관없습니다.",
                "Divide by the length of the whole vector. Only a length of exactly 0 is special: not an element that is 0, nor a sum of 0, nor a small length.",
            ),
            (
                ((BOWL, np.array([3.0, 0.0])), np.array([-1.0, 0.0])),
                ((BOWL, np.array([0.0, 3.0])), np.array([0.0, -1.0])),
                ((BOWL, np.array([3.0, -3.0])), np.array([-1.0, 1.0]) / np.sqrt(2)),
                ((BOWL, np.array([0.003, 0.004])), np.array([-0.6, -0.8])),
                ((SQUARES, np.array([1.0, 2.0, 2.0])), np.array([-1.0, -2.0, -2.0]) / 3),
            ),
        ),
        Requirement(
            Text(
                "길쭉한 그릇에서도, 안장에서도 가장 가파르게 감소하는 방향입니다.",
                "On the elongated bowl and on a saddle too.",
            ),
            Text(
                "최소점이 있는 쪽을 돌려주었는지 보십시오. 가장 가파르게 감소하는 방향은 그 자리의 기울기가 정합니다.",
                "Did you return the way to the minimum? Steepest descent is decided by the gradient at the point itself.",
            ),
            (
                ((VALLEY, np.array([-7.0, 2.0])), FALL / np.linalg.norm(FALL)),
                ((SADDLE, np.array([2.0, 1.0])), np.array([-1.0, -2.0]) / np.sqrt(5)),
            ),
        ),
        Requirement(
            Text(
                "기울기가 0인 점에서만 0으로 채운 배열을 돌려줍니다.",
                "Where the gradient is 0, and there alone, it returns an array of zeros.",
            ),
            Text(
                "크기가 0인 벡터에는 방향이 없고, 0을 0으로 나누면 `nan`입니다. 나누기 전에 `x`나 `f(x)`가 아니라 기울기의 크기를 확인하고, 크기가 0일 때에도 수가 아니라 배열을 돌려주십시오.",
                "A vector of length 0 has no direction, and 0 divided by 0 is `nan`. Look at the length of the gradient, not at `x` or `f(x)`, before you divide, and return an array then too, not a number.",
            ),
            (
                ((BOWL, np.array([0.0, 0.0])), np.array([0.0, 0.0])),
                ((TROUGH, np.array([1.0, 0.0])), np.array([0.0, 0.0])),
                ((ASIDE, np.array([0.0, 0.0])), np.array([1.0, 0.0])),
                ((SADDLE, np.array([0.0, 1.0])), np.array([-1.0, 0.0])),
            ),
        ),
    ),
)

EXERCISES = (PRODUCT_GRADIENT, SLOPE_ALONG, DOWNHILL)
