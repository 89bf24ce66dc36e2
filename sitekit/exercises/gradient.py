"""Exercises of the lesson on the gradient."""

import math
from typing import Any

import numpy as np

from .requirements import Answer, Exercise, Function, Requirement, Text, afterwards, element

BOWL = Function("x0² + x1²", lambda x: x[0] ** 2 + x[1] ** 2)
VALLEY = Function("x0²/20 + x1²", lambda x: x[0] ** 2 / 20 + x[1] ** 2)
CUBE = Function("x0³", lambda x: x[0] ** 3)
SQUARES = Function("np.sum(x ** 2)", lambda x: np.sum(np.square(x)))
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


PRODUCT_GRADIENT = Exercise(
    "product_gradient(x)",
    (
        Requirement(
            Text(
                "편미분계수 둘을 배열에 담아 돌려줍니다. (모양을 봅니다.)",
                "It returns two partial derivatives in an array. (The shape is compared.)",
            ),
            Text(
                "기울기는 수 하나가 아니라 벡터입니다. 둘을 더하지 말고 `np.array([…, …])`에 나란히 담으십시오.",
                "A gradient is a vector, not one number. Put the two side by side in `np.array([…, …])`; do not add them.",
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
    ),
)

MENDED_GRADIENT = Exercise(
    "mended_gradient(f, x, h=1e-4)",
    (
        Requirement(
            Text(
                "점 (3, 4)의 기울기를 돌려줍니다.",
                "It returns the gradient at (3, 4).",
            ),
            Text(
                "차분의 분모를 보십시오. `x - h`에서 `x + h`까지의 거리로 한 번만 나눕니다.",
                "Look at the denominator: divide once, by the distance from `x - h` to `x + h`.",
            ),
            (((BOWL, np.array([3.0, 4.0])), np.array([6.0, 8.0])),),
            tolerance=1e-3,
        ),
        Requirement(
            Text(
                "건네받은 `h`로 중심 차분을 구합니다.",
                "It takes central differences, with the `h` it is given.",
            ),
            Text(
                "건네받은 `h`를 씁니까? 한쪽으로만 움직이면 전방 차분입니다. `h`만큼 앞뒤로 움직이고, 두 점 사이의 거리로 나누십시오.",
                "Do you use the `h` you are given? Moving one way only gives a forward difference. Move by `h` both ways and divide by the distance between the two points.",
            ),
            (
                ((CUBE, np.array([1.1]), 0.1), np.array([3.64])),
                ((CUBE, np.array([1.1]), 0.2), np.array([3.67])),
            ),
        ),
        Requirement(
            Text(
                "행렬에서도 원소마다 편미분계수를 구합니다.",
                "It finds a partial derivative for every element of a matrix too.",
            ),
            Text(
                "행렬에서 `x[i]`는 원소가 아니라 한 행입니다. `np.ndindex(x.shape)`는 모든 원소의 자리를 차례로 내놓습니다.",
                "In a matrix `x[i]` is a row, not an element. `np.ndindex(x.shape)` gives the index of every element in turn.",
            ),
            (((SQUARES, W), 2 * W), ((SQUARES, W.T), 2 * W.T)),
        ),
        Requirement(
            Text(
                "정수 배열이나 리스트를 받아도 맞습니다.",
                "It is right for an array of integers and for a list.",
            ),
            Text(
                "정수 배열은 3.0001을 담지 못하고 3으로 만듭니다. 먼저 실수 배열로 바꾸십시오.",
                "An array of integers cannot hold 3.0001 and makes it 3. Turn it into an array of floats first.",
            ),
            (
                ((BOWL, np.array([3, 4])), np.array([6.0, 8.0])),
                ((BOWL, [3, 4]), np.array([6.0, 8.0])),
            ),
        ),
        Requirement(
            Text(
                "`f`를 계산하다 오류가 나도, 건네받은 `x`는 그대로입니다. (부른 뒤의 `x`를 봅니다.)",
                "It leaves the `x` it is given alone, even when `f` fails. (`x` after the call is compared.)",
            ),
            Text(
                "건네받은 배열을 직접 움직이면, 되돌리기 전에 `f`가 실패했을 때 바뀐 값이 남습니다. 복사본을 움직이십시오.",
                "If you move the caller’s array itself and `f` fails before you put it back, the moved value stays. Move a copy.",
            ),
            (((ROOT, np.array([3.0, 4.0])), np.array([3.0, 4.0])),),
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
                "길이가 1인 벡터를 돌려줍니다. (길이를 봅니다.)",
                "It returns a vector of length 1. (The length is compared.)",
            ),
            Text(
                "방향만 남기려면 벡터를 그 길이 `np.linalg.norm(…)`으로 나누십시오.",
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
                "∇f는 가장 가파르게 증가하는 방향입니다. 부호를 보십시오.",
                "∇f is the direction of steepest ascent. Look at the sign.",
            ),
            (
                ((BOWL, np.array([3.0, 4.0])), np.array([-0.6, -0.8])),
                ((BOWL, np.array([-3.0, 4.0])), np.array([0.6, -0.8])),
            ),
        ),
        Requirement(
            Text(
                "길쭉한 그릇에서도 그렇습니다.",
                "On the elongated bowl too.",
            ),
            Text(
                "최소점이 있는 쪽을 돌려주었는지 보십시오. 가장 가파르게 감소하는 방향은 그 자리의 기울기가 정합니다.",
                "Did you return the way to the minimum? Steepest descent is decided by the gradient at the point itself.",
            ),
            (((VALLEY, np.array([-7.0, 2.0])), FALL / np.linalg.norm(FALL)),),
        ),
        Requirement(
            Text(
                "기울기가 0인 점에서는 0으로 채운 배열을 돌려줍니다.",
                "Where the gradient is 0 it returns an array of zeros.",
            ),
            Text(
                "길이가 0인 벡터에는 방향이 없고, 0을 0으로 나누면 `nan`입니다. 나누기 전에 길이를 확인하십시오.",
                "A vector of length 0 has no direction, and 0 divided by 0 is `nan`. Look at the length before you divide.",
            ),
            (((BOWL, np.array([0.0, 0.0])), np.array([0.0, 0.0])),),
        ),
    ),
)

EXERCISES = (PRODUCT_GRADIENT, MENDED_GRADIENT, DOWNHILL)
