"""What a reader's function must do, and the first case where it does not."""

import copy
import inspect
import os
import re
import reprlib
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from dataclasses import dataclass
from functools import reduce
from typing import Any, NamedTuple, NoReturn, TypedDict

import numpy as np

import gdlesson

Answer = Callable[..., Any]
Measure = Callable[..., Any]
ANSWER = "<answer>"
"""File that a traceback names."""
BRACKET_SPACE = re.compile(r"(?<=\[) | (?=\])")


class Text(NamedTuple):
    """A sentence in both languages."""

    ko: str
    en: str


@dataclass(frozen=True)
class Function:
    """A function that is handed to an answer, with the formula that the reader sees."""

    formula: str
    value: Callable[[Any], Any]

    def __call__(self, x: Any) -> Any:
        """Value at a point."""
        return self.value(x)


@dataclass(frozen=True)
class Such:
    """What is expected where more than one value is right."""

    says: Text
    holds: Callable[[Any], bool]


def returned(answer: Answer, *arguments: Any) -> Any:
    """What an answer returns, the usual measure of it."""
    return answer(*arguments)


def element(number: int) -> Measure:
    """Measure that looks at one element of what an answer returns."""

    def measure(answer: Answer, *arguments: Any) -> Any:
        value = answer(*arguments)
        return None if value is None else value[number]

    return measure


def afterwards(number: int) -> Measure:
    """Measure that looks at an argument when an answer is done or, by a ValueError, out."""

    def measure(answer: Answer, *arguments: Any) -> Any:
        with suppress(ValueError):
            answer(*arguments)
        return arguments[number]

    return measure


@dataclass(frozen=True)
class Requirement:
    """Something that an answer must do, in a number of cases."""

    says: Text
    look: Text
    """What to look at if it does not."""
    cases: tuple[tuple[tuple[Any, ...], Any], ...]
    """Arguments, and what is expected of the answer that is called with them."""
    measure: Measure = returned
    """What of the answer is compared with what is expected."""
    tolerance: float = 1e-6


def exact(*cases: tuple[tuple[Any, ...], Any]) -> Requirement:
    """Requirement that a formula meets and a difference does not."""
    return Requirement(
        Text(
            "식으로 구한 만큼 정확합니다. (유효숫자 열두 자리까지 봅니다.)",
            "It is right to twelve digits, as a formula is.",
        ),
        Text(
            "앞의 요구 사항을 모두 통과하고 이것만 남았다면, 돌려준 값은 차분으로 구했거나 반올림했거나 작은 수를 더한 값입니다. 차분은 `h`를 잘 골라도 대개 끝자리가 다르니, 손으로 미분한 식을 그대로 적으십시오.",
            "If everything else is met, your answer uses a difference, or rounds, or adds a small number. A difference is mostly off in the last digits, however well `h` is chosen. Write down the formula that you found by hand, as it is.",
        ),
        cases,
        tolerance=1e-13,
    )


@dataclass(frozen=True)
class Exercise:
    """A function that the reader writes."""

    signature: str
    requirements: tuple[Requirement, ...]
    by_hand: tuple[str, ...] = ()
    """Functions of `gdlesson` whose work the reader is asked to do."""

    @property
    def name(self) -> str:
        """Name of the function."""
        return self.signature.partition("(")[0]

    @property
    def parameters(self) -> list[str]:
        """Names of its parameters."""
        inside = self.signature.partition("(")[2].rstrip(")")
        return [parameter.partition("=")[0].strip() for parameter in inside.split(",")]


class Result(TypedDict):
    """What came of a requirement; the last four are empty if it is met."""

    requirement: str
    passed: bool
    input: str
    got: str
    expected: str
    look: str


DEFINED = Text(
    "`{}`로 호출할 수 있는 함수가 있습니다.",
    "There is a function that can be called as `{}`.",
)
UNREADABLE = Text(
    "파이썬이 해석하지 못하는 줄이 있습니다. 괄호와 콜론(:), 들여쓰기를 보고, 빠진 `*`나 글에서 복사한 기호(`−`)가 없는지도 보십시오.",
    "There is a line that Python cannot read. Look at brackets, colons and indentation, and for a missing `*` or a sign copied from a text, such as `−`.",
)
STOPPED = Text(
    "함수를 정의하기 전에 오류가 나서 멈췄습니다.",
    "An error stopped it before the function was defined.",
)
NOT_THERE = Text(
    "함수의 이름이 문제에 적힌 것과 같은지 보십시오.",
    "See whether the function has the name that the exercise gives.",
)
OTHER_SIGNATURE = Text(
    "함수가 받는 인수의 개수와 순서, 기본값을 보십시오.",
    "Look at the number and the order of the arguments that the function takes, and at their defaults.",
)
RAISED = Text(
    "함수를 호출하니 오류가 났습니다. 오류에 적힌 줄을 보십시오.",
    "The call raised an error. Look at the line that it names.",
)
NOTHING = Text(
    "함수가 아무것도 돌려주지 않았습니다. 어느 경우에나 구한 값을 `return`으로 돌려주는지 보십시오.",
    "The function gave nothing back. See whether it returns its result with `return`, on every way through it.",
)
OTHER_KIND = Text(
    "돌려준 값의 종류나 개수가 문제에 적힌 것과 같은지 보십시오.",
    "See whether what it returns is of the kind, and has as many parts, as the exercise says.",
)
OTHER_SHAPE = Text(
    "돌려준 값의 모양이 `{}`입니다. `{}`이어야 합니다. (수 하나의 모양은 `()`입니다.)",
    "What it returns has shape `{}`; it should have shape `{}`. (That of a number is `()`.)",
)
BY_HAND = Text(
    "이 문제는 식을 손으로 구하는 연습입니다. `{0}` 없이 작성하고, `{0}`는 완성한 답을 확인할 때 호출하십시오.",
    "This one is for pencil and paper. Write it without `{0}`, and when it is done, call `{0}` to check your answer.",
)
UNKNOWN_NAME = Text(
    "채점할 때는 `np`와 `gdlesson`의 함수만 쓸 수 있습니다. 그 밖의 이름은 답 안에서 정의하십시오.",
    "The check knows `np` and the functions of `gdlesson`. Define other names in your answer.",
)


class WithheldError(Exception):
    """An answer called a function whose work it should do itself."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@contextmanager
def withheld(names: tuple[str, ...]) -> Iterator[None]:
    """Let functions of gdlesson raise, wherever an answer gets them from."""
    found = []
    for name in names:
        *path, last = name.split(".")
        owner = reduce(getattr, path, gdlesson)
        found.append((owner, last, getattr(owner, last)))
        setattr(owner, last, refusal(name))
    try:
        yield
    finally:
        for owner, last, function in found:
            setattr(owner, last, function)


def refusal(name: str) -> Callable[..., NoReturn]:
    """Function that raises, in the place of one that is withheld."""

    def refuse(*_: Any, **__: Any) -> NoReturn:
        raise WithheldError(name)

    return refuse


def checked(exercise: Exercise, source: str, language: str) -> list[Result]:
    """Run an answer's source and try every requirement on its function.

    If there is no function to try, the one result says so.
    """
    with (
        open(os.devnull, "w") as nowhere,
        redirect_stdout(nowhere),
        np.errstate(),
        np.printoptions(),
        warnings.catch_warnings(action="ignore"),
        withheld(exercise.by_hand),
    ):
        answer = defined(exercise, source, language)
        if isinstance(answer, dict):
            return [answer]
        return [
            tried(exercise, requirement, answer, language)
            for requirement in exercise.requirements
        ]


def defined(exercise: Exercise, source: str, language: str) -> Answer | Result:
    """The function that a source defines, or what is in the way."""
    namespace: dict[str, Any] = {name: getattr(gdlesson, name) for name in gdlesson.__all__}
    namespace |= {"__name__": "__main__", "np": np, "gdlesson": gdlesson}
    got, look = "", NOT_THERE
    try:
        exec(compile(source, ANSWER, "exec"), namespace)
    except (Exception, SystemExit) as error:
        got = said(error)
        look = UNREADABLE if isinstance(error, SyntaxError) else blamed(error, STOPPED)
    answer: Answer | None = namespace.get(exercise.name)
    if callable(answer) and takes(answer, exercise):
        return answer  # a line below it that fails, an experiment, does no harm
    if callable(answer):
        got, look = f"{exercise.name}{inspect.signature(answer)}", OTHER_SIGNATURE
    return Result(
        requirement=getattr(DEFINED, language).format(exercise.signature),
        passed=False,
        input="",
        got=got,
        expected=exercise.signature,
        look=getattr(look, language),
    )


def takes(answer: Answer, exercise: Exercise) -> bool:
    """Whether a function can be called as every case of an exercise calls it."""
    try:
        for requirement in exercise.requirements:
            for arguments, _ in requirement.cases:
                inspect.signature(answer).bind(*arguments)
    except TypeError:
        return False
    except ValueError:  # a built-in function that does not tell its signature
        return True
    return True


def blamed(error: BaseException, otherwise: Text) -> Text:
    """What to look at where an answer raised an error."""
    if isinstance(error, WithheldError):
        return Text(*(text.format(error.name) for text in BY_HAND))
    if isinstance(error, NameError) and not isinstance(error, UnboundLocalError):
        return UNKNOWN_NAME
    return otherwise


def tried(
    exercise: Exercise, requirement: Requirement, answer: Answer, language: str
) -> Result:
    """Try the cases of a requirement up to the first that fails."""
    is_first = requirement is exercise.requirements[0]
    values: list[Any] = []

    def noted(*arguments: Any) -> Any:
        values.append(answer(*arguments))
        return values[-1]

    for arguments, expected in requirement.cases:
        look = requirement.look
        values.clear()
        try:
            got = requirement.measure(noted, *copy.deepcopy(arguments))
            if met(got, expected, requirement.tolerance):
                continue
            if got is None:
                look = NOTHING
            elif other_shape(got, expected):
                shapes = np.shape(got), np.shape(expected)
                look = Text(*(text.format(*shapes) for text in OTHER_SHAPE))
        except (Exception, SystemExit) as error:
            # The answer raised it, or what it returned cannot be measured.
            got, look = error, blamed(error, RAISED if is_first else look)
            if values:
                got, look = values[0], OTHER_KIND
        pairs = zip(exercise.parameters, arguments, strict=False)
        shown_got, shown_expected = side_by_side(got, expected, language)
        return Result(
            requirement=getattr(requirement.says, language),
            passed=False,
            input=", ".join(given(name, value) for name, value in pairs),
            got=shown_got,
            expected=shown_expected,
            look=getattr(look, language),
        )
    says = getattr(requirement.says, language)
    return Result(requirement=says, passed=True, input="", got="", expected="", look="")


def other_shape(got: Any, expected: Any) -> bool:
    """Whether a value has another shape than the one that is expected."""
    if isinstance(expected, Such | tuple):  # a tuple is a shape
        return False
    return bool(np.shape(got) != np.shape(expected))


def met(got: Any, expected: Any, tolerance: float) -> bool:
    """Whether a value is the expected one, or such as is expected."""
    if got is None:
        return False
    if isinstance(expected, Such):
        return bool(expected.holds(got))
    got, expected = np.asarray(got), np.asarray(expected)
    return (
        got.dtype.kind in "biuf"
        and got.shape == expected.shape
        and np.allclose(got, expected, rtol=tolerance, atol=tolerance)
    )


def given(name: str, value: Any) -> str:
    """An argument as the reader would write it down."""
    if isinstance(value, Function):
        return f"{name}(x) = {value.formula}"
    if isinstance(value, gdlesson.SimpleNet):
        return f"{name}.W = {shown(value.W)}"
    return f"{name} = {shown(value)}"


def side_by_side(got: Any, expected: Any, language: str) -> tuple[str, str]:
    """Two values with as many digits as it takes to tell them apart."""
    if isinstance(expected, Such):
        return shown(got), getattr(expected.says, language)
    if isinstance(got, list | tuple) and not isinstance(expected, tuple):
        with suppress(ValueError):  # rows of unequal length
            array = np.asarray(got)
            got = array if array.dtype.kind in "iuf" else got
    for digits in (4, 8, 16):
        pair = shown(got, digits), shown(expected, digits)
        if pair[0] != pair[1]:
            break
    return pair


def shown(value: Any, digits: int = 4) -> str:
    """A value, rounded and short."""
    if isinstance(value, BaseException):
        return said(value)
    if isinstance(value, np.integer):
        return str(value)
    if isinstance(value, float | np.floating):
        return f"{value:.{digits}g}"
    if isinstance(value, np.ndarray) and value.dtype.kind in "iuf":
        if value.dtype.kind == "f":
            value = value.astype(float)  # a float32 has fewer digits to show
        text = np.array2string(
            value, precision=digits, suppress_small=True, threshold=12, edgeitems=2
        )
        return BRACKET_SPACE.sub("", " ".join(text.split()))
    return reprlib.repr(value)


def said(error: BaseException) -> str:
    """An exception in a line, with the line of the answer that it came from."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == ANSWER]
    message = str(error)
    if isinstance(error, SyntaxError):
        lines, message = [error.lineno], error.msg
    text = " ".join(f"{type(error).__name__}: {message}".rstrip(": ").split())
    text = text if len(text) <= 108 else text[:107] + "…"
    return f"{text} (line {lines[-1]})" if lines else text
