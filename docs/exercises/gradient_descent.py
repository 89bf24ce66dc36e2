"""Exercises of the lesson on gradient descent."""

import numpy as np

from .requirements import Exercise, Function, Requirement, Text, afterwards

BOWL = Function("x0² + x1²", lambda x: x[0] ** 2 + x[1] ** 2)
VALLEY = Function("x0²/20 + x1²", lambda x: x[0] ** 2 / 20 + x[1] ** 2)
WELLS = Function("x0⁴ − 3 x0² + x0", lambda x: x[0] ** 4 - 3 * x[0] ** 2 + x[0])
MIRRORED = Function("x0⁴ − 3 x0² − x0", lambda x: x[0] ** 4 - 3 * x[0] ** 2 - x[0])
START = np.array([-3.0, 4.0])

LOWEST_END = Exercise(
    "lowest_end(f, starts, lr=0.01, step_num=1000)",
    (
        Requirement(
            Text(
                "출발점이 하나이면, 건네받은 `lr`로 `step_num`번 내려간 점입니다. 건네지 않으면 기본값을 씁니다.",
                "Given one start, it returns the point reached after `step_num` steps with the learning rate `lr`; what is left out takes its default.",
            ),
            Text(
                "건네받은 `lr`과 `step_num`을 쓰지 않고 수를 직접 적지는 않았는지, 기본값이 문제와 같은지, 출발점이나 지나온 점이 아니라 내려간 끝을 돌려주는지 보십시오. `gradient_descent`는 출발점을 하나씩 받습니다.",
                "Is there a fixed number where `lr` or `step_num` belongs? Are the defaults those of the exercise? Do you return the end of a descent, and not its start or a point on its way? `gradient_descent` takes one start at a time.",
            ),
            (
                ((BOWL, np.array([START]), 0.1, 3), np.array([-1.536, 2.048])),
                ((BOWL, np.array([START]), 0.2, 2), np.array([-1.08, 1.44])),
                ((BOWL, np.array([START]), 1.1, 1), np.array([3.6, -4.8])),
                ((VALLEY, np.array([START])), START * [0.999**1000, 0.98**1000]),
            ),
        ),
        Requirement(
            Text(
                "출발점이 여럿이면, 각각 내려간 끝 가운데 `f`가 가장 작은 점입니다.",
                "Given several starts, it returns the end at which `f` is smallest.",
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
    "lr_limit(x0, x1, x2, lr)",
    (
        Requirement(
            Text(
                "`lr = 0.1`로 −3에서 −2.4, −1.92로 갔으면 한계는 1입니다.",
                "For the way from −3 to −2.4 and −1.92 with `lr = 0.1` the limit is 1.",
            ),
            Text(
                "둘째 걸음은 첫째 걸음의 0.8배이고, 이 수는 1 − ηL입니다. 한계는 L도 ηL도 아니고 2/L입니다.",
                "The second step is 0.8 times the first, and that number is 1 − ηL. The limit is neither L nor ηL, but 2/L.",
            ),
            (((-3.0, -2.4, -1.92, 0.1), 1.0),),
        ),
        Requirement(
            Text(
                "최소점이 0이 아니어도 맞습니다.",
                "It is right where the minimum is not at 0.",
            ),
            Text(
                "`x2 / x1`은 최소점이 0일 때에만 1 − ηL입니다. 점이 아니라 걸음, 곧 점의 차를 비교하십시오.",
                "`x2 / x1` is 1 − ηL only if the minimum is at 0. Compare the steps, that is, the differences of the points, and not the points.",
            ),
            (((5.0, 3.2, 2.48, 0.2), 2 / 3), ((1.0, 1.5, 1.75, 0.01), 0.04)),
        ),
        Requirement(
            Text(
                "지나온 길이 최소점의 건너편으로 넘나들어도, 발산해도 맞습니다.",
                "It is right where the way goes to and fro, and where it runs away.",
            ),
            Text(
                "걸음의 부호를 버리지 마십시오. 건너편으로 넘어가면 1 − ηL은 음수이고, 발산하면 −1보다 작습니다.",
                "Keep the signs of the steps. Where the way crosses over, 1 − ηL is negative, and where it runs away, less than −1.",
            ),
            (((4.0, -1.4, 2.92, 0.9), 1.0), ((1.0, -1.2, 1.44, 1.1), 1.0)),
        ),
    ),
)

SEARCH_LR = Exercise(
    "search_lr(f, x, lr=1.0)",
    (
        Requirement(
            Text(
                "`lr`로 한 걸음 가서 `f`가 충분히 줄면 `lr`을 그대로 돌려줍니다.",
                "Where a step with `lr` takes `f` down far enough, it returns `lr` as it is.",
            ),
            Text(
                "내려가는 쪽은 `x - lr * grad`입니다. 점이 아니라 학습률을 돌려주는지, 건네받은 `lr`에서 시작하는지 보십시오. `f`가 줄어야 하는 양은 `lr * np.sum(grad ** 2)` 전부가 아니라 그 10분의 1입니다.",
                "The way down is `x - lr * grad`. Do you return the learning rate and not the point, and begin with the `lr` you are given? What `f` has to fall by is a tenth of `lr * np.sum(grad ** 2)`, not all of it.",
            ),
            (((BOWL, START, 0.4), 0.4), ((VALLEY, START, 0.7), 0.7)),
        ),
        Requirement(
            Text(
                "`f`가 줄지 않으면 `lr`을 절반으로 줄입니다.",
                "Where `f` does not fall, it halves `lr`.",
            ),
            Text(
                "절반으로, 곧 `lr / 2`로 줄이고, 줄인 것을 돌려주십시오.",
                "Halve it, `lr / 2`, and return what comes out.",
            ),
            (((BOWL, START, 1.2), 0.6), ((VALLEY, START, 1.5), 0.75)),
        ),
        Requirement(
            Text(
                "충분히 줄 때까지 되풀이해 줄입니다.",
                "It goes on halving until a step goes down far enough.",
            ),
            Text(
                "한 번 줄여서는 모자랄 때가 있습니다. `if`가 아니라 `while`입니다. 줄인 `lr`마다 `f(x - lr * grad)`를 다시 구해야 합니다.",
                "Once may not be enough: it takes `while`, not `if`, and for each new `lr` another `f(x - lr * grad)`.",
            ),
            (((BOWL, START, 9.6), 0.6), ((WELLS, np.array([2.0])), 0.125)),
        ),
        Requirement(
            Text(
                "함숫값이 조금밖에 줄지 않으면 학습률을 더 줄입니다.",
                "It is not content with a fall that is too small.",
            ),
            Text(
                "`f`가 줄어든 양을 `0.1 * lr * np.sum(grad ** 2)`와 비교하십시오. 제곱하는 것은 기울기의 크기입니다. 크기를 그대로 쓰거나 `lr`까지 제곱하지 마십시오.",
                "Compare what `f` falls by with `0.1 * lr * np.sum(grad ** 2)`: it is the size of the gradient that is squared. Do not take the size itself, nor square `lr` with it.",
            ),
            (
                ((BOWL, START, 0.95), 0.475),
                ((BOWL, START, 0.905), 0.4525),
                ((BOWL, START / 100, 0.95), 0.475),
            ),
        ),
        Requirement(
            Text(
                "건네받은 점은 그대로입니다. (호출한 뒤의 `x`를 봅니다.)",
                "It leaves the point alone. (`x` after the call is compared.)",
            ),
            Text(
                "`x -= …`는 호출한 쪽의 배열을 바꿉니다. 시험 삼아 가 보는 점은 `x - lr * grad`로 새로 만드십시오.",
                "`x -= …` changes the caller’s array. Put the point that you try into a new array, `x - lr * grad`.",
            ),
            (((BOWL, START), START),),
            afterwards(1),
        ),
    ),
)

EXERCISES = (LOWEST_END, LR_LIMIT, SEARCH_LR)
