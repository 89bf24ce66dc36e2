"""The descent explorer: its paths are the package's, and everyone can drive it."""

from itertools import pairwise

import numpy as np
import pytest
from browsing import DESK, PATHS, PHONE, opened, watched
from playwright.sync_api import expect
from test_explorers import chosen, done, typed

from gdlesson import descent_path, landscapes, numerical_gradient
from sitekit.prepare.explorer import SCENES

PAGE = PATHS["en", "explorers/descent"]
DRIVE = """(it, settings) => settings.map(state => {
    it.state = state
    const said = name => it.querySelector(`[data-number=${name}]`).textContent
    return [it.path, it.stop, ...['k', 'regime0', 'regime1'].map(said)]
})"""


def state(landscape, x0, x1, lr, k):
    """A descent with differences, as the explorer has it."""
    start = {"landscape": landscape, "start": [x0, x1], "lr": lr, "k": k}
    return start | {"gradient": "numerical", "h": 1e-4, "mu": 0}


ABOVE = """(it, [x, y]) => [...it.querySelectorAll('.band')]
    .filter(band => band.isPointInFill(new DOMPoint(x, y))).length"""
OPENING, LOST = state("bowl", -3, 4, lr=0.1, k=20), state("bowl", -3, 4, lr=10, k=100)


def number(explorer, name):
    return explorer.locator(f"[data-number={name}]")


def put(explorer, state):
    """Set a descent, and let it be told as to a reader who rests."""
    explorer.evaluate("(it, state) => { it.state = state; it.settle() }", state)


def box(explorer, part):
    """Where a part of the explorer stands."""
    return explorer.locator(part).bounding_box()


def press(explorer, *names):
    for name in names:
        explorer.get_by_role("button", name=name, exact=True).click()


# The paths


def drawn(count):
    """Random settings, over all that the controls offer and the map shows."""
    rng = np.random.default_rng(5)
    rates, hs = [0.01, 0.1, 0.5, 0.9, 1, 1.1], [1, 1e-2, 1e-4, 1e-4, 1e-4, 1e-8, 1e-12]
    for number in range(count):
        name = list(SCENES)[number % len(SCENES)]
        half = np.array([0.5, 0.375]) * SCENES[name]["width"]
        yield {
            "landscape": name,
            "start": rng.uniform(-half, half).round(int(rng.integers(0, 6))).tolist(),
            "lr": float(rng.choice([*rates, rng.uniform(0.01, 20)])),
            "gradient": str(rng.choice(["numerical", "exact"])),
            "h": float(rng.choice(hs)),
            "mu": float(rng.choice([0, 0, rng.uniform()])),
            "k": int(rng.integers(0, 200)),
        }


def step(x, v, landscape, lr, gradient, h, mu):
    """Point after x and the speed there, or nothing where the package stops."""
    f = getattr(landscapes, landscape)
    try:
        if gradient == "numerical" and h == 1e-4 and not mu:
            return descent_path(f, x, lr=lr, step_num=1)[1], v
        with np.errstate(over="ignore", invalid="ignore"):
            exact = gradient == "exact"
            v = mu * v - lr * (f.gradient(x) if exact else numerical_gradient(f, x, h=h))
    except (FloatingPointError, OverflowError):
        return None
    return (x + v, v) if np.isfinite(x + v).all() else None


def test_every_step_is_that_of_the_package_to_the_last_bit(explorer):
    """On the plateau the last bit of exp is the platform's.

    A step with differences may differ there by that bit of f, divided by h.
    """
    settings = list(drawn(200))
    steps = stopped = 0
    for asked, (points, stop, k, *_) in zip(
        settings, explorer.evaluate(DRIVE, settings), strict=True
    ):
        path = np.array(points, dtype=float)  # JSON has no floats without a point
        rest = {it: asked[it] for it in ("landscape", "lr", "gradient", "h", "mu")}
        assert path[0].tolist() == asked["start"]
        assert int(k) == len(path) - 1 <= asked["k"]
        assert bool(stop) == (int(k) < asked["k"]), asked
        v = np.zeros(2)
        bit = asked["gradient"] == "numerical" and np.finfo(float).eps / asked["h"]
        for before, after in pairwise(path):
            near = 1e-12 * np.abs([before, after]).max() + asked["lr"] * bit
            atol = near if asked["landscape"] == "plateau" else 0
            wanted, v = step(before, v, **rest)
            np.testing.assert_allclose(after, wanted, 0, atol, err_msg=str(asked))
            steps += 1
        assert not stop or step(path[-1], v, **rest) is None, asked
        stopped += bool(stop)
    assert steps > 10_000
    assert stopped > 10


def seen(x):
    """What an axis of a path does, judged by its points alone."""
    away, turns = abs(x[-1]) / abs(x[0]), x[0] * x[1] < 0
    if abs(x[1]) < 1e-9 * abs(x[0]):
        return "one step"
    if turns and away == pytest.approx(1, abs=1e-9):
        return "swings"
    if x[0] == x[-1] and not turns:
        return "stays"
    if away > 1:
        return "diverges" if turns else "gets away"
    if turns:
        return "zigzags"
    return "creeps" if away > 0.01 else "converges"


def test_what_it_shows_is_what_the_path_does(tab, explorer, subtests):
    with subtests.test("the numbers are those of the point"):
        x = descent_path(landscapes.bowl, (-3, 4), lr=0.1, step_num=20)[-1]
        slope = numerical_gradient(landscapes.bowl, x)
        wanted = [*x, *slope, float(landscapes.bowl(x)), np.hypot(*slope), 0.8**20, 0.8]
        names = ["x0", "x1", "slope0", "slope1", "f", "norm", "power0", "factor1"]
        shown = [number(explorer, it).inner_text().replace("−", "-") for it in names]
        assert list(map(float, shown)) == pytest.approx(wanted, rel=1e-4)
        expect(number(explorer, "k")).to_have_text("20")
    with subtests.test("so is the map, and the minimum on it"):
        mark = explorer.locator(".map .current")
        shown = [float(mark.get_attribute(it)) for it in ("cx", "cy")]
        assert shown == pytest.approx([400 + 62.5 * x[0], 300 - 62.5 * x[1]])
        minimum = explorer.locator(".minimum")
        expect(minimum).to_have_attribute("transform", "translate(400 300)")
        expect(explorer.locator(".map text[x='12'][y='50']")).to_have_text("4")
        put(explorer, OPENING | {"landscape": "turned"})
        for x in np.array([[4, 4], [4, -4]]):
            above = explorer.evaluate(ABOVE, (x * [1, -1] * 800 / 18 + [400, 300]).tolist())
            assert above == sum(SCENES["turned"]["levels"] < landscapes.turned(x))
        put(explorer, OPENING)
    with subtests.test("the rate that it has is marked, and the axis is one of powers"):
        expect(explorer.locator("[aria-pressed=true]")).to_have_text("0.1")
        expect(explorer.locator(".axes")).to_contain_text("10⁻⁶")
    lines = explorer.locator(".lines")
    for it in state("turned", -6, -2, lr=1, k=20) | {"mu": 0.5}, OPENING:
        with subtests.test("the prediction lies on the path and goes on beyond it"):
            put(explorer, it)
            loss, predicted = lines.evaluate("""it => [...it.children].map(({points}) =>
                [...points].map(({x, y}) => [x, y]))""")
            assert (len(loss), len(predicted)) == (21, 51)
            assert np.allclose(loss, predicted[:21], atol=1)
    with subtests.test("on an axis of powers of ten"):
        assert predicted[-1][1] < 184  # where the axis of k is
    with subtests.test("the chart says what it shows"):
        named = explorer.locator(".key text")
        assert named.all_text_contents() == ["f", "predicts"]
        expect(explorer.locator(".key polyline").first).to_have_class("loss")
        put(explorer, OPENING | {"landscape": "two_wells"})
        assert named.all_text_contents() == ["f − min f"]
    with subtests.test("it knows the curvatures of a quadratic, and its best rate"):
        for name in ("bowl", "valley", "turned"):
            put(explorer, OPENING | {"landscape": name})
            Ls = np.linalg.eigvalsh(getattr(landscapes, name).gradient(np.eye(2)))
            wanted = [*Ls, Ls[1] / Ls[0], 2 / Ls.sum()]
            names = ("L0", "L1", "kappa", "best")
            shown = [float(number(explorer, it).inner_text()) for it in names]
            assert shown == pytest.approx(wanted, rel=1e-4)
        put(explorer, OPENING)
    rates = [0, 0.01, 0.02, 0.1, 0.3, 0.5, 0.6, 0.9, 0.99, 1, 1.01, 1.1, 10, 19.9, 20, 21]
    diagonals = np.array([[1, 1], [1, -1]]) / np.sqrt(2)
    for name, ways, few in (
        *((name, np.eye(2), rates) for name in ("bowl", "valley", "saddle")),
        ("turned", diagonals, rates[:12]),  # beyond, rounding mixes them
    ):
        settings = [state(name, -3, 2, lr, k=100) | {"gradient": "exact"} for lr in few]
        for lr, (points, *_, regime0, regime1) in zip(
            few, explorer.evaluate(DRIVE, settings), strict=True
        ):
            with subtests.test("the closed form predicts it", landscape=name, lr=lr):
                assert [regime0, regime1] == [*map(seen, ways @ np.transpose(points))]
    with subtests.test("what rounding holds far from its start does not swing"):
        put(explorer, state("bowl", -3, 4, lr=1.13, k=1000))
        expect(number(explorer, "regime0")).to_have_text("diverges")
        press(explorer, "Back")
        expect(explorer.locator(".said")).to_contain_text("Step 999")
        expect(explorer.locator(".done")).to_have_count(0)
    for part, rate in (".bound", 1), (".best", 0.5):  # of the bowl
        with subtests.test("a rate is marked where there is one", rate=rate):
            put(explorer, OPENING)
            mark = explorer.locator(part)
            slider, place = box(explorer, "[name=slider]"), box(explorer, part)
            way = place["x"] + place["width"] / 2 - slider["x"] - 8
            at = way / (slider["width"] - 16)
            assert 0.01 + at * 1.19 == pytest.approx(rate, abs=0.01)
            for landscape, is_marked in ("valley", 1), ("saddle", 0), ("plateau", 0):
                explorer.locator("[name=landscape]").select_option(landscape)
                expect(mark).to_be_visible(visible=bool(is_marked))
    with subtests.test("neither is known with momentum"):
        put(explorer, OPENING | {"mu": 0.5})
        expect(explorer.locator(".bound, .best").locator("visible=true")).to_have_count(0)
        expect(number(explorer, "best")).to_have_text("–")
        expect(number(explorer, "kappa")).to_have_text("1")
    with subtests.test("the difference of two infinities is no number"):
        put(explorer, state("turned", 3, 3, lr=100, k=170) | {"gradient": "exact"})
        expect(number(explorer, "f")).to_have_text("–")
    with subtests.test("a path that stops early keeps the steps that were asked for"):
        put(explorer, LOST)
        press(explorer, "0.1")
        expect(number(explorer, "k")).to_have_text("100")


# The tasks


def test_every_task_can_be_done_by_keyboard(tab, explorer):
    tab.emulate_media(reduced_motion="reduce")

    def does(*tasks, play=False):
        if play:
            explorer.locator("[name=play]").press("Enter")
        done(explorer, *tasks)

    does()
    typed(explorer, "lr", "0.5")
    does(1)
    explorer.get_by_role("button", name="1.0").press("Space")
    does(1, 2)
    chosen(explorer, "landscape", "Saddle")
    handle = explorer.locator(".handle")
    handle.press("Shift+ArrowUp")
    expect(explorer.locator("[name=x1]")).to_have_value("0.01")
    expect(handle).to_have_attribute("aria-valuetext", "(−3, 0.01)")
    does(1, 2, 3, play=True)
    chosen(explorer, "landscape", "Two")
    typed(explorer, "lr", "0.1")
    does(1, 2, 3, 4, play=True)
    chosen(explorer, "landscape", "Saddle")
    typed(explorer, "x1", "0")
    does(1, 2, 3, 4, play=True)  # ends in the saddle point
    typed(explorer, "x0", "0")
    does(1, 2, 3, 4, 5)
    chosen(explorer, "landscape", "Turned")
    typed(explorer, "lr", "0.95")
    does(1, 2, 3, 4, 5, 7, play=True)
    typed(explorer, "lr", "1")
    for _ in range(10):
        explorer.locator("[name=mu]").press("ArrowRight")
    does(1, 2, 3, 4, 5, 7, 8)
    typed(explorer, "lr", "0")
    typed(explorer, "x0", "2")
    does(1, 2, 3, 4, 5, 7, 8)  # goes nowhere
    typed(explorer, "lr", "-1")  # is none
    tab.keyboard.press("Tab")
    expect(explorer.locator("[name=lr]")).to_have_value("0")
    typed(explorer, "lr", "1")
    does(*range(1, 9))
    expect(explorer.locator(".said")).to_contain_text("Task 6 is done")


def start(explorer):
    """Where a descent starts, by the fields."""
    shown = [float(explorer.locator(f"[name={it}]").input_value()) for it in ("x0", "x1")]
    return pytest.approx(shown, abs=0.1)


def test_a_finger_puts_the_start_on_the_map_and_drags_it(browser, address):
    with watched(browser, address, has_touch=True, is_mobile=True) as tab:
        tab.set_viewport_size(PHONE)
        explorer = opened(tab, address + PAGE)
        map = box(explorer, ".map > svg")
        place = {"x": map["width"] / 4, "y": map["height"] / 4}
        explorer.locator(".map > svg").tap(position=place)
        assert start(explorer) == [-3.2, 2.4]
        handle = box(explorer, ".handle")
        x, y = (handle[it] + handle["width"] / 2 for it in "xy")
        session = tab.context.new_cdp_session(tab)
        for kind, shift in ("Start", 0), ("Move", map["width"] / 10), ("Move", place["x"]):
            touch = {"type": f"touch{kind}", "touchPoints": [{"x": x + shift, "y": y}]}
            session.send("Input.dispatchTouchEvent", touch)
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        assert start(explorer) == [0, 2.4]


def test_the_keys_of_the_browser_stay_its_own(explorer):
    assert explorer.locator(".handle").evaluate(
        """it => ['altKey', 'ctrlKey', 'metaKey'].every(held => it.dispatchEvent(
            new KeyboardEvent('keydown', {key: 'ArrowLeft', [held]: true, cancelable: true})
        ))"""
    )


# Driving


@pytest.fixture
def clock(tab, address):
    """Where an explorer is, time stands still, but for what a test lets run."""
    tab.route("**/bundle.*", lambda it: it.fulfill(body=""))  # it bears no other clock
    opened(tab, address + PAGE)
    tab.clock.install(time=0)
    tab.clock.pause_at(1000)
    return tab.clock


def test_it_is_stepped_and_played(tab, clock, subtests):
    explorer = tab.locator("#explorer")
    k, form = number(explorer, "k"), explorer.locator("form")
    play, pause = (form.get_by_role("button", name=it) for it in ("Play", "Pause"))
    with subtests.test("the buttons step, back, play, pause and reset"):
        for name, count in (("Step", "21"), ("Back", "20"), ("Back", "19"), ("Reset", "0")):
            press(explorer, name)
            expect(k).to_have_text(count)
        press(explorer, "Play")
        clock.run_for(500)
        press(explorer, "Pause")
        expect(k).to_have_text("5")
        clock.run_for(500)
        expect(k).to_have_text("5")
    with subtests.test("it plays until nothing moves, and then anew"):
        press(explorer, "0.5", "Reset", "Play")
        expect(pause).to_be_visible()
        for _ in range(2):
            clock.run_for(1000)
            expect(play).to_be_visible()
            expect(k).to_have_text("2")
            press(explorer, "Play")
            expect(k).to_have_text("0")
    with subtests.test("a change of the rate moves the end of playing"):
        press(explorer, "0.1")
        clock.run_for(1500)
        expect(k).to_have_text("15")
    with subtests.test("another landscape keeps the gradient and ends playing"):
        form.locator("[name=h]").select_option("0.01")
        form.locator("[name=gradient]").select_option("exact")
        expect(pause).to_be_visible()
        form.locator("[name=landscape]").select_option("plateau")
        expect(play).to_be_visible()
        expect(k).to_have_text("0")
        expect(form.locator("[name=gradient]")).to_have_value("exact")
        expect(form.locator("[name=h]")).to_have_value("0.01")
    with subtests.test("for who asks for less motion it plays at once"):
        tab.emulate_media(reduced_motion="reduce")
        put(explorer, OPENING)
        press(explorer, "Play")
        end = k.inner_text()
        assert int(end) > 90
        press(explorer, "Play", "Play")
        expect(k).to_have_text(end)


def test_what_it_says_is_read_out_once_the_reader_rests(tab, clock, subtests):
    explorer = tab.locator("#explorer")
    said, stop = explorer.locator(".said"), explorer.locator(".stop")
    with subtests.test("the numbers"):
        for _ in range(3):
            press(explorer, "Step")
            clock.run_for(300)
        expect(said).to_have_text("")
        clock.run_for(300)
        expect(said).to_contain_text("Step 23: x is (−0.017709, 0.023612)")
    with subtests.test("why it stops, once"):
        put(explorer, state("bowl", -3, 4, lr=1.15, k=1000))
        before = stop.inner_text()
        explorer.locator("[name=slider]").focus()
        for _ in range(3):
            tab.keyboard.press("ArrowRight")
            clock.run_for(300)
        expect(stop).to_have_text(before)
        clock.run_for(300)
        expect(stop).not_to_have_text(before)
        expect(stop).to_contain_text("h is lost")
        press(explorer, "Reset")
        expect(stop).to_have_text("")
    with subtests.test("no size of the gradient where h is lost"):
        tab.emulate_media(reduced_motion="reduce")
        put(explorer, state("saddle", -3, 0.001, lr=0.1, k=1))
        expect(said).to_contain_text("of the gradient")
        press(explorer, "Play")
        clock.run_for(600)
        expect(said).to_contain_text("e+12")
        expect(said).not_to_contain_text("of the gradient")


# The page


def test_nothing_jumps_from_one_landscape_to_another(tab, explorer):
    form, height = explorer.locator("form"), "it => it.offsetHeight"
    for size in (PHONE, DESK):
        tab.set_viewport_size(size)
        put(explorer, LOST)
        before = form.evaluate(height)
        for name in SCENES:
            put(explorer, OPENING | {"landscape": name, "k": 3})
            assert form.evaluate(height) == before, (name, size)
