import ast
import importlib.resources
import inspect
import re
import subprocess
import sys

import pytest

import gdlesson
from gdlesson.landscapes import Landscape

PUBLIC = [getattr(gdlesson, name) for name in gdlesson.__all__]
FUNCTIONS = list(filter(inspect.isfunction, PUBLIC))
CLASSES = [*filter(inspect.isclass, PUBLIC), Landscape]
METHODS = [
    method
    for cls in CLASSES
    for name, method in inspect.getmembers(cls, inspect.isroutine)
    if name in vars(cls) and (not name.startswith("_") or name == "__call__")
]


def test_importing_the_package_needs_numpy_alone():
    program = (
        "import sys, numpy, numpy.random; before = set(sys.modules); import gdlesson;"
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )
    out = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    assert set(out.split()) - sys.stdlib_module_names - {"numpy"} == {"gdlesson"}


def test_the_package_says_that_it_is_typed():
    assert importlib.resources.files(gdlesson).joinpath("py.typed").is_file()


NEEDED = [
    (FUNCTIONS, {"Parameters", "Returns", "Raises", "Examples"}),
    (METHODS, {"Parameters", "Returns", "Raises"}),
    (CLASSES, {"Attributes", "Examples"}),
]


@pytest.mark.parametrize(
    ("documented", "sections"),
    [(it, sections) for kind, sections in NEEDED for it in kind],
    ids=lambda it: getattr(it, "__qualname__", ""),
)
def test_a_docstring_has_every_section(documented, sections):
    found = re.findall(r"\n(\w+)\n-+\n", inspect.getdoc(documented))
    assert sections <= {*found}


@pytest.mark.parametrize(
    "function", [*FUNCTIONS, *METHODS], ids=lambda function: function.__qualname__
)
def test_the_docstring_names_each_parameter_with_its_default(function):
    parameters, _, _ = inspect.getdoc(function).partition("\nReturns\n")
    told = {
        name: ast.literal_eval(default) if default else inspect.Parameter.empty
        for name, default in re.findall(
            r"^(\w.*) : .*?(?:, default (.*))?$", parameters, re.MULTILINE
        )
    }
    taken = inspect.signature(function).parameters
    assert told == {name: taken[name].default for name in taken if name != "self"}
