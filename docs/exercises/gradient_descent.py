"""Exercises of the lesson on gradient descent."""

import numpy as np

from .requirements import Exercise, Function, Requirement, Text, afterwards, element

BOWL = Function("x0² + x1²", lambda x: x[0] ** 2 + x[1] ** 2)
HILL = Function("1 − (x0 − 2)² − x1²", lambda x: 1 - (x[0] - 2) ** 2 - x[1] ** 2)
WELLS = Function("x0⁴ − 3 x0² + x0", lambda x: x[0] ** 4 - 3 * x[0] ** 2 + x[0])
MIRRORED = Function("x0⁴ − 3 x0² − x0", lambda x: x[0] ** 4 - 3 * x[0] ** 2 - x[0])
START = np.array([-3.0, 4.0])
FOOT = np.array([0.0, 1.0])


UNTOUCHED = Text(
    "`x = init_x`는 복사가 아니라 같은 배열에 붙인 새 이름입니다. 복사본에서 출발하십시오.",
    "`x = init_x` copies nothing: it is a second name for the same array. Start from a copy.",
)

LOWEST_END = Exercise(
    "lowest_end(f, starts, lr=0.01, step_num=1000)",
    (
        Requirement(
            Text(
                "출발점이 하나이면, 건네받은 `lr`로 `step_num`번 내려간 점입니다.",
                "Given one start it is where `step_num` steps with the `lr` it is given lead.",
            ),
            Text(
                "건네받은 `lr`과 `step_num`을 쓰지 않고 수를 직접 적지는 않았는지, 출발점이 아니라 내려간 끝을 돌려주는지 보십시오. `gradient_descent`는 출발점을 하나씩 받습니다.",
                "Is there a fixed number where `lr` or `step_num` belongs? Do you return the end of a descent, and not its start? `gradient_descent` takes one start at a time.",
            ),
            (
                ((BOWL, np.array([START]), 0.1, 3), np.array([-1.536, 2.048])),
                ((BOWL, np.array([START]), 0.2, 2), np.array([-1.08, 1.44])),
            ),
        ),
        Requirement(
            Text(
                "출발점이 여럿이면, 각각 내려간 끝 가운데 `f`가 가장 작은 점입니다.",
                "Given several it is the one of their ends where `f` is smallest.",
            ),
            Text(
                "비교할 것은 내려간 끝에서 구한 `f`입니다. 출발점에서 구한 `f`도, 점의 좌표도 아닙니다.",
                "What counts is `f` at the end of each descent: not `f` at the start, and not a coordinate.",
            ),
            (
                ((WELLS, np.array([[2.0], [-2.0]])), np.array([-1.3008396])),
                ((MIRRORED, np.array([[2.0], [-2.0]])), np.array([1.3008396])),
                ((WELLS, np.array([[-2.0], [1.0], [2.0]])), np.array([-1.3008396])),
                ((WELLS, np.array([[1.0], [-2.5]])), np.array([-1.3008396])),
            ),
        ),
        Requirement(
            Text(
                "출발점이 정수여도 내려갑니다.",
                "It descends from starts of integers too.",
            ),
            Text(
                "정수 배열에는 −2.4를 담을 수 없습니다. 복사할 때 `dtype=float`로 실수 배열을 만들거나, 복사해 주는 `gradient_descent`를 쓰십시오.",
                "An array of integers cannot hold −2.4. Make the copy one of floats, with `dtype=float`, or call `gradient_descent`, which does.",
            ),
            (((BOWL, np.array([[-3, 4]]), 0.1, 1), np.array([-2.4, 3.2])),),
        ),
        Requirement(
            Text(
                "건네받은 출발점은 그대로입니다. (호출한 뒤의 `starts`를 봅니다.)",
                "It leaves the starts alone. (`starts` after the call is compared.)",
            ),
            Text(
                "`for x in starts`의 `x`는 복사가 아니라 그 행을 가리킵니다. `x -= …`는 `starts`를 바꿉니다.",
                "The `x` of `for x in starts` is no copy: it is that row, and `x -= …` changes `starts`.",
            ),
            (((BOWL, np.array([START, -START]), 0.1, 3), np.array([START, -START])),),
            afterwards(1),
        ),
    ),
)

LR_LIMIT = Exercise(
    "lr_limit(a, b)",
    (
        Requirement(
            Text(
                "그릇 `x0² + x1²`의 한계는 1입니다.",
                "For the bowl `x0² + x1²` the limit is 1.",
            ),
            Text(
                "L은 계수가 아니라 곡률, 곧 이계도함수입니다. `a x0²`의 곡률은 `2a`입니다.",
                "L is not the coefficient but the curvature, the second derivative: that of `a x0²` is `2a`.",
            ),
            (((1.0, 1.0), 1.0),),
        ),
        Requirement(
            Text(
                "더 많이 굽은 함수일수록 한계가 작습니다.",
                "The more a function bends, the smaller the limit.",
            ),
            Text(
                "한계는 2/L입니다. 곡률이 분모에 있습니까?",
                "The limit is 2/L. Is the curvature in the denominator?",
            ),
            (((2.0, 2.0), 0.5), ((10.0, 10.0), 0.1), ((0.25, 0.25), 4.0)),
        ),
        Requirement(
            Text(
                "두 방향의 곡률이 다르면 큰 쪽이 정합니다.",
                "Where the two directions bend differently, the larger curvature decides.",
            ),
            Text(
                "한 방향만 보거나 평균을 내지 않았는지 보십시오. 가장 많이 굽은 방향이 먼저 발산합니다.",
                "Did you look at one direction only, or take a mean? The direction that bends most diverges first.",
            ),
            (((3.0, 0.5), 1 / 3), ((0.5, 3.0), 1 / 3), ((0.05, 1.0), 1.0)),
        ),
    ),
)

CLIMB = Exercise(
    "climb(f, init_x, lr=0.1, tolerance=1e-6, max_steps=10000)",
    (
        Requirement(
            Text(
                "첫걸음에 올라갑니다. (`max_steps`가 1일 때의 점을 봅니다.)",
                "Its first step goes up. (The point for `max_steps` 1 is compared.)",
            ),
            Text(
                "올라가려면 기울기 쪽으로 갑니다. 부호를 보십시오. `max_steps`가 1이면 한 걸음을 갑니다. 점과 횟수를 `return x, step`처럼 함께 돌려주는지도 보십시오.",
                "The way up is along the gradient: look at the sign. With `max_steps` 1 it makes one step. And see that you return both, as in `return x, step`.",
            ),
            (((HILL, FOOT, 0.1, 1e-6, 1), np.array([0.4, 0.8])),),
            element(0),
        ),
        Requirement(
            Text(
                "언덕의 꼭대기 (2, 0)에 이릅니다. (돌려준 점을 봅니다.)",
                "It gets to the top of the hill, (2, 0). (The point is compared.)",
            ),
            Text(
                "너무 일찍 멈추지 않는지 보십시오. 멈추는 기준은 기울기의 크기가 `tolerance`보다 작은지입니다.",
                "Does it stop too early? What decides is whether the size of the gradient is below `tolerance`.",
            ),
            (((HILL, FOOT), np.array([2.0, 0.0])),),
            element(0),
            tolerance=1e-5,
        ),
        Requirement(
            Text(
                "기울기가 충분히 작아지면 곧바로 멈춥니다. (걸음 수를 봅니다.)",
                "It stops as soon as the gradient is small enough. (The number of steps is compared.)",
            ),
            Text(
                "걸음을 떼기 전에 기울기의 크기를 건네받은 `tolerance`와 비교하고, 그때까지 간 걸음만 셉니다. 꼭대기에서 출발하면 0걸음입니다.",
                "Before a step, compare the size of the gradient with the `tolerance` you are given, and count only the steps made until then: from the top that is 0.",
            ),
            (
                ((HILL, FOOT), 69),
                ((HILL, np.array([2.0, 0.0])), 0),
                ((HILL, FOOT, 0.1, 1e-2), 28),
            ),
            element(1),
        ),
        Requirement(
            Text(
                "끝나지 않을 때는 `max_steps`에서 멈춥니다. (걸음 수를 봅니다.)",
                "Where there is no end it stops at `max_steps`. (The number of steps is compared.)",
            ),
            Text(
                "학습률이 1이면 꼭대기를 사이에 두고 진동합니다. `max_steps`번을 다 갔으면 멈추고 그 수를 돌려주십시오. `range(max_steps)`의 마지막 `step`은 그보다 1이 작습니다.",
                "With a learning rate of 1 it oscillates about the top. Stop after `max_steps` steps and return that number: the last `step` of `range(max_steps)` is one less.",
            ),
            (((HILL, FOOT, 1.0, 1e-6, 50), 50),),
            element(1),
        ),
        Requirement(
            Text(
                "건네받은 초깃값은 그대로입니다. (호출한 뒤의 `init_x`를 봅니다.)",
                "It leaves the initial value alone. (`init_x` after the call is compared.)",
            ),
            UNTOUCHED,
            (((HILL, FOOT), FOOT),),
            afterwards(1),
        ),
    ),
)

EXERCISES = (LOWEST_END, LR_LIMIT, CLIMB)
