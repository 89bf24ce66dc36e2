"""The net explorer: its numbers are the package's, and every task can be done."""

from itertools import pairwise, product

import numpy as np
import pytest
from browsing import PATHS
from playwright.sync_api import expect
from test_claims import ran
from test_explorers import chosen, done, typed
from texts import ENGLISH

from gdlesson import SimpleNet, softmax

DRIVE = """(it, settings) => settings.map(state => {
    it.state = state
    const said = name => it.querySelector(`[data-number=${name}]`).textContent
    const names = ['s', 'y', 'e', 'g0', 'g1'].flatMap(row => [0, 1, 2].map(k => row + k))
    const each = name => [0, 1, 2].map(k => said(name + k))
    return [it.path, ['loss', ...names].map(said), each('answer'), each('loss')]
})"""
AT = """(it, points) => points.map(point => {
    const at = new DOMPoint(400 + 185 * point[0], 300 - 185 * point[1])
    return [...it.querySelectorAll('.region')].filter(area => area.isPointInFill(at))
        .map(area => +area.nextSibling.textContent)
})"""


PAGE = PATHS["en", "explorers/net"]


@pytest.fixture
def lesson():
    """What the samples of the lesson leave behind."""
    (page,) = (it for it in ENGLISH if it.name == "neural-network-gradient.md")
    return ran(page)


def drawn(count):
    """Random settings, from weights near 0 to such whose probabilities underflow."""
    rng = np.random.default_rng(5)
    return [
        {
            "W": rng.normal(0, rng.choice([0.3, 1, 5, 1000]), (2, 3)).tolist(),
            "t": rng.integers(0, 3, 3).tolist(),
            "sample": int(rng.integers(0, 3)),
            "counts": str(rng.choice(["one", "all"])),
            "lr": float(rng.choice([0.1, 1, 10, rng.uniform(0, 30)])),
            "k": int(rng.integers(0, 40)),
        }
        for _ in range(count)
    ]


def test_it_computes_what_the_package_does(explorer, lesson):
    X, settings = lesson["X"], drawn(200)
    for asked, (points, shown, answers, losses) in zip(
        settings, explorer.evaluate(DRIVE, settings), strict=True
    ):
        path, t, one = np.array(points, dtype=float), np.array(asked["t"]), asked["sample"]
        which = slice(None) if asked["counts"] == "all" else slice(one, one + 1)
        assert len(path) == asked["k"] + 1
        for before, after in pairwise(path):
            wanted = before - asked["lr"] * SimpleNet(before).gradient(X[which], t[which])
            near = 1e-12 * np.abs(before).max()
            np.testing.assert_allclose(after, wanted, 1e-12, near, err_msg=str(asked))
        net = SimpleNet(path[-1])
        best = np.argmax(net.predict(X), axis=1)
        right = [f"{a} {'✓' if a == b else '✗'}" for a, b in zip(best, t, strict=True)]
        assert answers == right
        scores = net.predict(X[one])
        y = softmax(scores)
        rows = [scores, y, y - np.eye(3)[t[one]], *net.gradient(X[which], t[which])]
        alone = [net.loss(x, b) for x, b in zip(X, t, strict=True)]
        wanted = [net.loss(X[which], t[which]), *np.concatenate(rows), *alone]
        found = [float(it.replace("−", "-")) for it in [*shown, *losses]]
        rough = np.where(np.abs(wanted) < 1000, 0, 0.05)  # which is shown as 1.2e+3
        np.testing.assert_array_less(
            np.abs(found - np.array(wanted)), 5.1e-5 + rough * np.abs(wanted), str(asked)
        )


def test_it_opens_on_the_lesson_and_shows_where_each_class_wins(explorer, lesson, subtests):
    with subtests.test("weights, labels and gradient are those of the lesson"):
        state = explorer.evaluate("it => it.state")
        assert np.array_equal(state["W"], lesson["W"])
        assert state["t"] == lesson["T"].tolist()
        shown = explorer.locator("[data-number^=g]").all_inner_texts()
        wanted = lesson["numerical_gradient"](lesson["loss_of"], lesson["W"]).ravel()
        assert [it.replace("−", "-") for it in shown] == [f"{it:.4f}" for it in wanted]
    with subtests.test("colours are those of the signs, and of the right classes"):
        cells, inside = (explorer.locator(it) for it in (".cell[data-number]", ".inside"))
        signs = cells.evaluate_all(
            "all => all.map(it => it.style.getPropertyValue('--sign'))"
        )
        assert signs == [f"var(--{'orange' if it < 0 else 'blue'})" for it in wanted]
        expect(inside).to_have_text([*map(str, state["t"])])
        right = explorer.locator(".layer .right").first
        assert right.evaluate("it => it.cellIndex") == 3
    rng = np.random.default_rng(1)
    points = rng.uniform((-2, -1.5), (2, 1.5), (200, 2))
    equal = np.repeat([[0.5], [1.0]], 3, axis=1)
    for W in (lesson["W"], *rng.normal(0, 2, (9, 2, 3)), equal, equal - np.eye(2, 3)):
        with subtests.test("the region is that of the highest score", W=W.tolist()):
            state = {**explorer.evaluate("it => it.state"), "W": W.tolist()}
            explorer.evaluate("(it, state) => { it.state = state }", state)
            found = explorer.evaluate(AT, points.tolist())
            scores = np.sort(points @ W)[:, ::-1]
            ties = W[:, :1] == W
            clear = (scores[:, 0] - scores[:, 1] > 0.05) | ties.all()
            wanted = np.argmax(points @ W, axis=1)
            assert [it for it, is_clear in zip(found, clear, strict=True) if is_clear] == [
                [it] for it in wanted[clear]
            ]
    with subtests.test("a tap on the picture chooses the sample there"):
        explorer.locator(".inside").nth(2).click()
        expect(explorer.get_by_role("radio").nth(2)).to_be_checked()
    with subtests.test("the chart has the loss of each step, on an axis from 0"):
        heights = explorer.evaluate("""it => {
            it.state = {...it.state, t: [1, 1, 1], counts: 'all', lr: 10, k: 30}
            return [...it.querySelector('.lines polyline').points].map(({y}) => y)
        }""")
        losses = [
            SimpleNet(W).loss(lesson["X"], [1, 1, 1])
            for W in explorer.evaluate("it => it.path")
        ]
        np.testing.assert_allclose(heights, 184 - 148 * np.array(losses) / 2, atol=0.06)


def test_the_solutions_are_right(lesson):
    W, X, T = (lesson[name] for name in "WXT")

    def after(W, t, lr, count):
        """Whether all are right, and the loss, from step to step."""
        right, losses = [], []
        for _ in range(count + 1):
            net = SimpleNet(W)
            right.append(np.array_equal(np.argmax(X @ W, axis=1), t))
            losses.append(net.loss(X, t))
            W = W - lr * net.gradient(X, t)
        return right, losses

    turns = np.eye(6).reshape(6, 2, 3) / 2
    losses = [SimpleNet(W + sign * it).loss(X[0], 2) for sign in (1, -1) for it in turns]
    assert round(losses[5], 4) == 0.6807
    assert np.argmax(np.abs(SimpleNet(W).gradient(X[0], 2))) == 5
    assert sorted(losses)[1] > 0.75
    slope = SimpleNet(W).gradient(X, T)
    assert {*np.argsort(np.abs(slope).ravel())[-2:]} == {1, 3}
    assert (slope.ravel()[[1, 3]] > 0).all()
    firsts = [after(W, T, lr, 20)[0].index(True) for lr in (0.1, 0.5, 1, 5)]
    assert firsts == [15, 3, 2, 1]
    learned = [t for t in product(range(3), repeat=3) if any(after(W, t, 5, 99)[0])]
    assert len(learned) == 24
    assert all(len({*t}) > 1 for t in learned)
    for t, lr, rises in (([1] * 3, 10, 1), ([1] * 3, 9, 0), ([1] * 3, 9.2, 1), (T, 100, 0)):
        assert (np.diff(after(W, t, lr, 99)[1]) > 1e-9).any() == rises


def test_every_task_can_be_done_by_keyboard(explorer):
    def pressed(name, key="Enter", times=1):
        for _ in range(times):
            explorer.locator(f"[name={name}]").first.press(key)

    typed(explorer, "w00", "0.5")
    typed(explorer, "w12", "1.19")
    done(explorer)
    typed(explorer, "w00", "0.4736")  # as it was shown
    done(explorer, 1)
    pressed("reset")
    for name in "w10", "w11", "w12":
        pressed(name, "ArrowUp")
    done(explorer, 1, 2)
    chosen(explorer, "counts", "mean")
    pressed("hundred")
    typed(explorer, "w00", "0.5")  # of weights that steps led to
    done(explorer, 1, 2)
    pressed("reset")
    pressed("s01", "ArrowLeft", 30)
    typed(explorer, "w10", "-0.5")
    done(explorer, 1, 2, 3)
    pressed("reset")
    typed(explorer, "lr", "1")
    pressed("step", times=2)
    done(explorer, 1, 2, 3, 4)
    pressed("hundred")  # with labels that it learns
    for index in range(3):
        chosen(explorer, f"t{index}", "1")
    done(explorer, 1, 2, 3, 4)
    pressed("hundred")
    done(explorer, 1, 2, 3, 4, 5)
    explorer.get_by_role("button", name="10", exact=True).press("Space")
    done(explorer, 1, 2, 3, 4, 5, 6)
    expect(explorer.locator(".said")).to_contain_text("Task 6 is done")
