"""The descent explorer: its paths are the package's, and everyone can drive it."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pytest
from browsing import AXE, PHONE, PREFIX, RUN, SCHEMES, arrive, show, wake, watched
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as Tab

from gdlesson import descent_path, landscapes, numerical_gradient
from sitekit import LANGUAGES, packed
from sitekit.prepare.explorer import SCENES

HOME = "gradient-descent/"
QUADRATICS = ["bowl", "valley", "saddle"]
DRIVE = """settings => {
    const it = document.querySelector('descent-explorer')
    return settings.map(state => {
        it.state = state
        return [it.path, it.stop, it.querySelector('[data-number=k]').textContent]
    })
}"""
PREDICT = """settings => {
    const it = document.querySelector('descent-explorer')
    return settings.map(state => {
        it.state = state
        return ['regime0', 'regime1'].map(name =>
            it.querySelector(`[data-number=${name}]`).textContent)
    })
}"""


def query(landscape: str, x0: float, x1: float, lr: float, k: int, **rest: Any) -> str:
    """What the address says of a descent."""
    values = {"landscape": landscape, "x0": x0, "x1": x1, "lr": lr, "k": k}
    return "?" + urlencode(values | {"gradient": "numerical", "dx": 1e-4} | rest)


LOST = query("bowl", -3, 4, lr=10, k=100)


@cache
def alone(html: str) -> str:
    """A page with the explorer and nothing else to read."""
    page = BeautifulSoup(html, "html.parser")
    article, explorer = page.select_one("article"), page.select_one("descent-explorer")
    assert article
    assert explorer
    article.clear()
    article.append(explorer)
    return str(page)


def opened(tab: Tab, address: str, language: str = "en", query: str = "") -> Locator:
    """The explorer, alone and with its script running."""
    tab.route(
        re.compile(f"{HOME}(\\?|$)"),
        lambda route: route.fulfill(
            body=alone(route.fetch().text()), content_type="text/html"
        ),
    )
    tab.goto(f"{address}{PREFIX[language]}{HOME}{query}")
    explorer = tab.locator("descent-explorer")
    explorer.locator(".map").evaluate("it => it.scrollIntoView({block: 'center'})")
    expect(explorer.locator("[data-number=x0]")).not_to_have_text("–")
    return explorer


@pytest.fixture
def explorer(tab: Tab, address: str) -> Locator:
    return opened(tab, address)


# The paths


def drawn(count: int) -> Iterator[dict[str, Any]]:
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
            "k": int(rng.integers(0, 200)),
        }


SETTINGS = list(drawn(200))


def step(x: Any, landscape: str, lr: float, gradient: str, h: float) -> Any:
    """Point after x, or nothing where the package stops."""
    f = getattr(landscapes, landscape)
    if gradient == "exact":
        with np.errstate(over="ignore", invalid="ignore"):
            after = x - lr * f.gradient(x)
        return after if np.isfinite(after).all() else None
    try:
        if h == 1e-4:
            return descent_path(f, x, lr=lr, step_num=1)[1]
        with np.errstate(over="ignore", invalid="ignore"):
            after = x - lr * numerical_gradient(f, x, h=h)
    except (FloatingPointError, OverflowError):
        return None
    return after if np.isfinite(after).all() else None


def followed(start: Any, k: int, **settings: Any) -> tuple[Any, bool]:
    """Points of at most `k` steps of the package, and whether it stops before."""
    path = [np.array(start, dtype=float)]
    while len(path) <= k:
        after = step(path[-1], **settings)
        if after is None:
            return np.array(path), True
        path.append(after)
    return np.array(path), False


@pytest.fixture(scope="module")
def driven(chromium: Browser, address: str) -> Any:
    """What the explorer makes of the settings; JSON has no floats without a point."""
    with watched(chromium, address) as tab:
        opened(tab, address)
        found = tab.evaluate(DRIVE, SETTINGS)
    return [(np.array(points, dtype=float), stop, k) for points, stop, k in found]


def test_every_path_is_that_of_the_package_to_the_last_bit(driven: Any) -> None:
    compared = stopped = 0
    for settings, (points, stop, k) in zip(SETTINGS, driven, strict=True):
        assert int(k) == len(points) - 1
        if settings["landscape"] == "plateau":
            continue  # the next test
        path, stops = followed(**settings)
        assert np.array_equal(points, path), settings
        assert bool(stop) == stops, settings
        if settings["gradient"] == "numerical" and settings["h"] == 1e-4:
            f = getattr(landscapes, settings["landscape"])
            whole = descent_path(f, settings["start"], settings["lr"], len(points) - 1)
            assert np.array_equal(points, whole), settings
            compared += 1
        stopped += stops
    assert compared > 30
    assert stopped > 10


def test_every_step_on_the_plateau_is_that_of_the_package(driven: Any) -> None:
    """From the same point: the last bit of exp is the platform's, and a path adds them up.

    A step with differences may differ by that bit of f, divided by h.
    """
    steps = 0
    for settings, (points, stop, _) in zip(SETTINGS, driven, strict=True):
        if settings["landscape"] != "plateau":
            continue
        rest = {name: settings[name] for name in ("landscape", "lr", "gradient", "h")}
        bit = settings["gradient"] == "numerical" and np.finfo(float).eps / settings["h"]
        for before, after in pairwise(points):
            size = np.abs([before, after]).max()
            np.testing.assert_allclose(
                after,
                step(np.array(before), **rest),
                rtol=0,
                atol=1e-12 * size + settings["lr"] * bit,
                err_msg=str(settings),
            )
            steps += 1
        assert bool(stop) == (
            len(points) <= settings["k"] and step(np.array(points[-1]), **rest) is None
        )
    assert steps > 1000


def test_the_numbers_are_those_of_the_point(tab: Tab, explorer: Locator) -> None:
    shown = {
        cell.get_attribute("data-number"): cell.inner_text().replace("−", "-")
        for cell in explorer.locator("[data-number]").all()
    }
    x = descent_path(landscapes.bowl, (-3, 4), lr=0.1, step_num=20)[-1]
    slope = numerical_gradient(landscapes.bowl, x)
    wanted = [*x, *slope, float(landscapes.bowl(x)), np.hypot(*slope), 0.8**20, 0.8]
    names = ["x0", "x1", "slope0", "slope1", "f", "norm", "power0", "factor1"]
    assert [float(shown[name]) for name in names] == pytest.approx(wanted, rel=1e-4)
    assert shown["k"] == "20"
    assert shown["regime0"] == shown["regime1"] == "converges"


def seen(x: Any) -> str:
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


@pytest.mark.parametrize("name", QUADRATICS)
def test_the_closed_form_predicts_what_the_path_does(
    tab: Tab, explorer: Locator, name: str
) -> None:
    rates = [0, 0.01, 0.02, 0.1, 0.3, 0.5, 0.6, 0.9, 0.99, 1, 1.01, 1.1, 10, 19.9, 20, 21]
    settings = [
        {
            "landscape": name,
            "start": [-3, 2],
            "lr": lr,
            "gradient": "exact",
            "h": 1,
            "k": 100,
        }
        for lr in rates
    ]
    paths = tab.evaluate(DRIVE, settings)
    predictions = tab.evaluate(PREDICT, settings)
    for lr, (points, _, _), predicted in zip(rates, paths, predictions, strict=True):
        assert predicted == [seen(axis) for axis in np.transpose(points)], lr


def test_a_lost_h_stops_the_descent_and_says_so(tab: Tab, address: str) -> None:
    for language, says in (("en", "h is lost"), ("ko", "x에 h를 더해도")):
        explorer = opened(tab, address, language, LOST)
        expect(explorer.locator(".stop")).to_contain_text(says)
        k = int(explorer.locator("[data-number=k]").inner_text())
        descent_path(landscapes.bowl, (-3, 4), 10, k)
        with pytest.raises(FloatingPointError):
            descent_path(landscapes.bowl, (-3, 4), 10, k + 1)


# The tasks


def typed(tab: Tab, explorer: Locator, name: str, value: str) -> None:
    explorer.locator(f"[name={name}]").focus()
    tab.keyboard.press("Control+a")
    tab.keyboard.type(value)


def chosen(tab: Tab, explorer: Locator, landscape: str) -> None:
    explorer.locator("[name=landscape]").focus()
    tab.keyboard.type(landscape)


def played(tab: Tab, explorer: Locator, done: Locator) -> None:
    explorer.locator("[name=play]").focus()
    tab.keyboard.press("Enter")
    expect(done).to_be_visible()


def test_every_task_can_be_done_by_keyboard(tab: Tab, explorer: Locator) -> None:
    tab.emulate_media(reduced_motion="reduce")
    done = [
        explorer.locator(f".tasks li:nth-child({number}).done") for number in range(1, 6)
    ]
    expect(explorer.locator(".done")).to_have_count(0)
    typed(tab, explorer, "lr", "0.5")
    expect(done[0]).to_be_visible()
    explorer.get_by_role("button", name="1.0").press("Space")
    expect(done[1]).to_be_visible()
    chosen(tab, explorer, "Saddle")
    explorer.locator(".start").focus()
    tab.keyboard.press("Shift+ArrowUp")
    played(tab, explorer, done[2])
    chosen(tab, explorer, "Two")
    typed(tab, explorer, "lr", "0.1")
    played(tab, explorer, done[3])
    expect(explorer.locator(".done")).to_have_count(4)
    chosen(tab, explorer, "Saddle")
    typed(tab, explorer, "x0", "0")
    played(tab, explorer, done[4])
    expect(explorer.locator(".said")).to_contain_text("Task 5 is done")


def test_every_task_can_be_done_by_touch(chromium: Browser, address: str) -> None:
    phone = {"has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}
    with watched(chromium, address, **phone) as tab:
        tab.set_viewport_size(PHONE)
        explorer = opened(tab, address)
        done = explorer.locator(".done")

        def tap(name: str) -> None:
            explorer.get_by_role("button", name=name, exact=True).tap()

        def tap_map(across: float, down: float) -> None:
            picture = explorer.locator(".map > svg")
            box = picture.bounding_box()
            assert box
            picture.tap(position={"x": across * box["width"], "y": down * box["height"]})

        def choose(landscape: str) -> None:
            explorer.locator("[name=landscape]").select_option(label=landscape)

        tap("0.5")
        expect(done).to_have_count(1)
        tap("1.0")
        expect(done).to_have_count(2)
        choose("Saddle")
        tap_map(0.2, 0.495)
        tap("Play")
        expect(done).to_have_count(3)
        choose("Two valleys")
        tap("0.1")
        tap("Play")
        expect(done).to_have_count(4)
        choose("Plateau")
        tap_map(0.02, 0.03)
        tap("Play")
        expect(done).to_have_count(5)


def test_what_rounding_holds_far_from_its_start_does_not_swing(
    tab: Tab, address: str
) -> None:
    explorer = opened(tab, address, query=query("bowl", -3, 4, lr=1.13, k=1000))
    expect(explorer.locator("[data-number=regime0]")).to_have_text("diverges")
    explorer.get_by_role("button", name="Back").click()
    expect(explorer.locator(".said")).to_contain_text("Step 999")
    expect(explorer.locator(".done")).to_have_count(0)


@pytest.mark.parametrize("touch", [False, True], ids=["mouse", "touch"])
def test_the_start_is_dragged(chromium: Browser, address: str, touch: bool) -> None:
    with watched(chromium, address, has_touch=touch) as tab:
        explorer = opened(tab, address)
        box = explorer.locator(".start").bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        if touch:
            session = tab.context.new_cdp_session(tab)
            for kind, shift in (("touchStart", 0), ("touchMove", 30), ("touchMove", 63)):
                points = [{"x": x + shift, "y": y}]
                session.send(
                    "Input.dispatchTouchEvent", {"type": kind, "touchPoints": points}
                )
            session.send(
                "Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []}
            )
        else:
            tab.mouse.move(x, y)
            tab.mouse.down()
            tab.mouse.move(x + 63, y, steps=3)
            tab.mouse.up()
        width = explorer.locator(".map > svg").evaluate("it => it.clientWidth")
        value = float(explorer.locator("[name=x0]").input_value())
        assert value == pytest.approx(-3 + 63 * 12.8 / width, abs=0.1)
        assert float(explorer.locator("[name=x1]").input_value()) == pytest.approx(
            4, abs=0.1
        )


def test_only_the_main_button_drags_the_start(tab: Tab, explorer: Locator) -> None:
    explorer.locator(".start").hover()
    tab.mouse.down(button="right")
    tab.mouse.move(600, 300, steps=3)
    tab.mouse.up(button="right")
    expect(explorer.locator("[name=x0]")).to_have_value("-3")


def test_what_is_dragged_has_the_focus_and_selects_no_text(
    explorer: Locator,
) -> None:
    """WebKit selects what the pointer passes, unless the press is taken."""
    explorer.locator(".start").evaluate(
        """it => it.addEventListener('mousedown', event => queueMicrotask(() => {
            window.taken = event.defaultPrevented
        }))"""
    )
    explorer.locator(".start").click()
    assert explorer.evaluate("() => window.taken")
    expect(explorer.locator(".start")).to_be_focused()


# Driving


def hold(tab: Tab) -> None:
    """Let time stand still, but for what a test lets run."""
    tab.clock.install(time=0)
    tab.clock.pause_at(1000)


def test_a_button_whose_words_stay_is_not_written_anew(tab: Tab, explorer: Locator) -> None:
    """WebKit loses a click on a button whose text is replaced while it is held."""
    explorer.get_by_role("button", name="0.01").click()
    explorer.get_by_role("button", name="Reset").click()
    changes = """it => {
        window.written = 0
        const observer = new MutationObserver(({length}) => { written += length })
        for (const button of it.querySelectorAll('button')) {
            observer.observe(button, {childList: true, characterData: true, subtree: true})
        }
        it.querySelector('[name=play]').click()
    }"""
    explorer.evaluate(changes)
    expect(explorer.locator("[data-number=k]")).to_have_text(re.compile(r"\d\d"))
    explorer.locator("[name=x0]").evaluate(
        "it => it.dispatchEvent(new Event('change', {bubbles: true}))"
    )
    assert tab.evaluate("written") == 1  # Pause


def test_the_buttons_step_back_play_pause_and_reset(tab: Tab, explorer: Locator) -> None:
    k = explorer.locator("[data-number=k]")
    for name, count in (("Step", "21"), ("Back", "20"), ("Back", "19"), ("Reset", "0")):
        explorer.get_by_role("button", name=name).click()
        expect(k).to_have_text(count)
    hold(tab)
    explorer.get_by_role("button", name="Play").click()
    tab.clock.run_for(500)
    explorer.get_by_role("button", name="Pause").click()
    paused = k.inner_text()
    assert 0 < int(paused) < 100
    tab.clock.run_for(500)
    expect(k).to_have_text(paused)


def test_it_plays_until_nothing_moves_and_then_anew(tab: Tab, explorer: Locator) -> None:
    k = explorer.locator("[data-number=k]")
    explorer.get_by_role("button", name="0.5").click()
    explorer.get_by_role("button", name="Reset").click()
    explorer.get_by_role("button", name="Play").click()
    expect(explorer.get_by_role("button", name="Pause")).to_be_visible()
    expect(explorer.get_by_role("button", name="Play")).to_be_visible()
    expect(k).to_have_text("2")
    play = """it => {
        it.querySelector('[name=play]').click()
        return it.querySelector('[data-number=k]').textContent
    }"""
    assert explorer.evaluate(play) == "0"
    expect(k).to_have_text("2")


def test_a_change_of_the_rate_moves_the_end_of_playing(tab: Tab, explorer: Locator) -> None:
    explorer.get_by_role("button", name="0.5").click()
    explorer.evaluate("""it => {
        for (const name of ['reset', 'play']) it.querySelector(`[name=${name}]`).click()
        it.querySelector('[name=rate][value="0.1"]').click()
    }""")
    expect(explorer.locator("[data-number=k]")).to_have_text(re.compile(r"\d\d"))


def test_another_landscape_keeps_the_gradient_and_ends_playing(
    tab: Tab, explorer: Locator
) -> None:
    explorer.locator("[name=h]").select_option("0.01")
    explorer.locator("[name=gradient]").select_option("exact")
    explorer.get_by_role("button", name="Play").click()
    explorer.locator("[name=landscape]").select_option("plateau")
    expect(explorer.get_by_role("button", name="Play")).to_be_visible()
    expect(explorer.locator("[data-number=k]")).to_have_text("0")
    expect(explorer.locator("[name=gradient]")).to_have_value("exact")
    expect(explorer.locator("[name=h]")).to_have_value("0.01")


def test_for_who_asks_for_less_motion_it_plays_at_once(tab: Tab, explorer: Locator) -> None:
    tab.emulate_media(reduced_motion="reduce")
    k = explorer.locator("[data-number=k]")
    explorer.get_by_role("button", name="Play").click()
    end = k.inner_text()
    assert int(end) > 90
    for _ in range(2):
        explorer.get_by_role("button", name="Play").click()
        expect(k).to_have_text(end)


def test_the_address_brings_the_state_back(tab: Tab, explorer: Locator) -> None:
    chosen(tab, explorer, "Saddle")
    typed(tab, explorer, "x1", "0.003")
    typed(tab, explorer, "lr", "0.07")
    explorer.get_by_role("button", name="Step").click()
    expect(tab).to_have_url(re.compile(r"\?.*k=1&.*#explorer$"))
    state = "document.querySelector('descent-explorer').state"
    before = tab.evaluate(state)
    assert before["start"] == [-3, 0.003]
    tab.reload()
    expect(explorer.locator("[data-number=k]")).to_have_text("1")
    tab.wait_for_function(f"{state} !== undefined")
    assert tab.evaluate(state) == before


@pytest.mark.parametrize(
    "nonsense",
    ["?landscape=hill&lr=x", "?h=f", "?landscape=bowl", query("toString", 1, 1, 1, k=3)],
)
def test_an_address_that_makes_no_sense_opens_the_lessons_descent(
    tab: Tab, address: str, nonsense: str
) -> None:
    explorer = opened(tab, address, query=nonsense)
    expect(explorer.locator("[name=lr]")).to_have_value("0.1")
    expect(explorer.locator("[data-number=k]")).to_have_text("20")


def test_an_address_sets_h_to_what_the_list_offers(tab: Tab, address: str) -> None:
    for dx, h in ((0.01, "0.01"), (0.3, "0.0001")):
        explorer = opened(tab, address, query=query("saddle", -3, 1, 0.1, k=3, dx=dx))
        expect(explorer.locator("[name=h]")).to_have_value(h)
        expect(explorer.locator("[data-number=k]")).to_have_text("3")


def test_an_address_highlights_no_words(tab: Tab, explorer: Locator) -> None:
    explorer.get_by_role("button", name="Step").click()
    expect(tab).to_have_url(re.compile(r"k=21"))
    tab.reload()
    wake(tab)
    expect(explorer.locator("[data-number=k]")).to_have_text("21")
    expect(explorer.locator("mark")).to_have_count(0)


def test_the_bound_is_marked_where_there_is_one(tab: Tab, explorer: Locator) -> None:
    bound = explorer.locator(".bound")
    slider = explorer.locator("[name=slider]")
    box, mark = slider.bounding_box(), bound.bounding_box()
    assert box
    assert mark
    at = (mark["x"] + mark["width"] / 2 - box["x"] - 8) / (box["width"] - 16)
    assert 0.01 + at * 1.19 == pytest.approx(1, abs=0.01)  # 2/L of the bowl
    for landscape, is_marked in (("valley", True), ("saddle", False), ("plateau", False)):
        explorer.locator("[name=landscape]").select_option(landscape)
        expect(bound).to_be_visible(visible=is_marked)


def test_the_numbers_are_read_out_once_the_reader_rests(
    tab: Tab, explorer: Locator
) -> None:
    said = explorer.locator(".said")
    hold(tab)
    for _ in range(3):
        explorer.get_by_role("button", name="Step").click()
        tab.clock.run_for(300)
    expect(said).to_have_text("")
    tab.clock.run_for(300)
    expect(said).to_contain_text("Step 23: x is (−0.017709, 0.023612)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_h_is_lost_no_size_of_the_gradient_is_read_out(
    tab: Tab, address: str, language: str
) -> None:
    tab.emulate_media(reduced_motion="reduce")
    state = query("saddle", -3, 0.001, lr=0.1, k=0)
    explorer = opened(tab, address, language, state)
    said, gradient = explorer.locator(".said"), re.compile("of the gradient|기울기의 크기")
    explorer.locator("[name=step]").click()
    expect(said).to_contain_text(gradient)
    explorer.locator("[name=play]").click()
    expect(said).not_to_contain_text(gradient)
    expect(said).to_contain_text("e+12")
    expect(said).not_to_contain_text("undefined")


def test_why_it_stops_is_read_out_once_the_reader_rests(tab: Tab, address: str) -> None:
    explorer = opened(tab, address, query=query("bowl", -3, 4, lr=1.15, k=1000))
    stop = explorer.locator(".stop")
    before = stop.inner_text()
    stop.evaluate("""it => {
        window.changes = 0
        new MutationObserver(() => window.changes++).observe(it, {childList: true})
    }""")
    hold(tab)
    explorer.locator("[name=slider]").focus()
    for _ in range(3):
        tab.keyboard.press("ArrowRight")
        tab.clock.run_for(300)
    assert tab.evaluate("window.changes") == 0
    tab.clock.run_for(300)
    expect(stop).not_to_have_text(before)
    expect(stop).to_contain_text("h is lost")
    assert tab.evaluate("window.changes") == 1
    explorer.get_by_role("button", name="Reset").click()
    assert stop.inner_text() == ""


def test_the_numbers_are_not_read_out_while_one_is_typed(
    tab: Tab, explorer: Locator
) -> None:
    said = explorer.locator(".said")
    hold(tab)
    typed(tab, explorer, "lr", "0.2")
    tab.clock.run_for(1100)
    expect(said).to_have_text("")
    tab.clock.run_for(200)
    expect(said).to_contain_text("Step 20")
    typed(tab, explorer, "lr", "0.3")
    tab.keyboard.press("Tab")
    tab.clock.run_for(600)
    expect(said).to_contain_text("e−8")


def test_the_prediction_lies_on_the_path_and_goes_on_beyond_it(
    tab: Tab, explorer: Locator
) -> None:
    lines = explorer.locator(".lines")
    loss, predicted = lines.evaluate("""it => [...it.children].map(({points}) =>
        [...points].map(({x, y}) => [x, y]))""")
    assert len(loss) == 21
    assert len(predicted) == 51
    assert np.allclose(loss, predicted[:21], atol=1)
    assert predicted[-1][1] < 184  # where the axis of k is
    classes = "it => [...it.children].map(child => child.getAttribute('class'))"
    assert lines.evaluate(classes) == ["loss", "predicted"]
    expect(lines).to_have_css("clip-path", 'url("#plot")')


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "state",
    [query("plateau", -2, 1.2, lr=0.5, k=60), query("bowl", -3, 4, lr=10, k=8)],
    ids=["small", "large"],
)
def test_the_numbers_keep_apart(tab: Tab, address: str, width: int, state: str) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    gaps = opened(tab, address, query=state).evaluate("""it => {
        const range = document.createRange()
        return [...it.querySelectorAll('.numbers td')].map(cell => {
            range.selectNodeContents(cell)
            return range.getBoundingClientRect().left - cell.getBoundingClientRect().left
        })
    }""")
    assert min(gaps) >= 8


# The page


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_hovered_button_can_be_read(tab: Tab, explorer: Locator, scheme: str) -> None:
    show(tab, scheme)
    colours = """it => {
        const {color, backgroundColor} = getComputedStyle(it)
        return [color, backgroundColor]
    }"""
    for name, alters in (("play", False), ("step", True)):
        button = explorer.locator(f"[name={name}]")
        before = button.evaluate(colours)
        button.hover()
        assert (button.evaluate(colours) != before) == alters


def test_a_finger_finds_every_control_on_a_phone(chromium: Browser, address: str) -> None:
    with watched(chromium, address, has_touch=True, is_mobile=True) as tab:
        tab.set_viewport_size(PHONE)
        explorer = opened(tab, address)
        controls = explorer.locator("form :is(button, select, input)").all()
        boxes = [control.bounding_box() for control in controls]
        assert all(box and box["height"] >= 40 for box in boxes)


def test_the_controls_stand_in_order_on_a_phone(tab: Tab, address: str) -> None:
    tab.set_viewport_size(PHONE)
    explorer = opened(tab, address)

    def middle(selector: str) -> float:
        box = explorer.locator(selector).bounding_box()
        assert box
        return box["y"] + box["height"] / 2

    assert middle("[name=landscape]") < middle(".map")
    assert middle("[name=x0]") == middle("[name=x1]")
    assert middle("[name=gradient]") == middle("[name=h]")
    assert middle("[name=lr]") == middle("[name=slider]")


@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 900}])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_no_fault_in_the_explorer(
    tab: Tab, address: str, language: str, size: Any
) -> None:
    tab.set_viewport_size(size)
    opened(tab, address, language, LOST)
    tab.evaluate(AXE)
    for scheme in SCHEMES:
        show(tab, scheme)
        assert tab.evaluate(RUN.replace("document,", "'descent-explorer',")) == []


def test_the_colours_follow_the_scheme(tab: Tab, explorer: Locator) -> None:
    found = []
    for scheme in SCHEMES:
        show(tab, scheme)
        found.append(
            [
                explorer.locator(part).first.evaluate(
                    "it => getComputedStyle(it).fill + getComputedStyle(it).stroke"
                )
                for part in (".band", ".steps", ".minimum", ".current", ".loss")
            ]
        )
    assert all(light != dark for light, dark in zip(*found, strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_script_the_figure_stands_in_its_place(
    chromium: Browser, address: str, language: str
) -> None:
    with watched(chromium, address, java_script_enabled=False) as tab:
        tab.goto(f"{address}{PREFIX[language]}{HOME}")
        expect(tab.locator("descent-explorer img:visible")).to_have_count(1)
        expect(tab.locator("descent-explorer form")).to_be_hidden()


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_its_data_the_figure_stands_in_its_place(
    tab: Tab, address: str, language: str
) -> None:
    tab.route("**/explorer.json", lambda route: route.fulfill(body="no JSON"))
    tab.goto(f"{address}{PREFIX[language]}{HOME}")
    tab.locator("descent-explorer").evaluate("it => it.scrollIntoView()")
    expect(tab.locator("descent-explorer img:visible")).to_have_count(1)
    expect(tab.locator("descent-explorer form")).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_message_lies_over_the_map_and_keeps_no_room(
    tab: Tab, address: str, width: int
) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    places = opened(tab, address, query=LOST).evaluate("""it =>
        Object.fromEntries(['form', '.map', '.stop', '.settings'].map(part => {
            const { top, bottom } = it.querySelector(part).getBoundingClientRect()
            return [part, { top, bottom }]
        }))""")
    assert places[".map"]["top"] < places[".stop"]["top"]
    assert places[".stop"]["bottom"] < places[".map"]["bottom"]
    assert places[".settings"]["bottom"] == places["form"]["bottom"]


def test_the_chart_says_what_it_shows(tab: Tab, address: str) -> None:
    for language, predicts in zip(LANGUAGES, ("예측", "predicts"), strict=True):
        chart = opened(tab, address, language).locator(".chart")
        assert chart.locator(".key text").all_text_contents() == ["f", predicts]
        assert chart.locator(".name").text_content() == "k"
    tab.locator("[name=landscape]").select_option("two_wells")
    assert chart.locator(".key text").all_text_contents() == ["f − min f"]


@pytest.mark.parametrize("width", [360, 1280])
def test_every_label_is_large_enough(tab: Tab, address: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    sizes = (
        opened(tab, address)
        .locator("svg text")
        .evaluate_all("""all => all.map(it =>
        parseFloat(getComputedStyle(it).fontSize) * it.getScreenCTM().a)""")
    )
    assert min(sizes) >= 11


def test_the_star_shows_around_a_point_that_is_at_the_minimum(
    tab: Tab, address: str
) -> None:
    explorer = opened(tab, address, query=query("bowl", 0, 0, lr=0.1, k=1))
    sizes = "it => it.getBoundingClientRect().width"
    star, point = (explorer.locator(it).evaluate(sizes) for it in (".minimum", ".current"))
    assert star > 1.8 * point


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_jumps_when_it_starts_or_is_driven(
    tab: Tab, address: str, language: str, width: int
) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(f"{address}{PREFIX[language]}{HOME}")
    form = tab.locator("descent-explorer form")
    sizes = {form.evaluate("it => it.offsetHeight")}
    explorer = opened(tab, address, language, LOST)
    expect(explorer.locator(".stop")).not_to_be_empty()
    sizes.add(form.evaluate("it => it.offsetHeight"))
    opened(tab, address, language)
    for landscape in SCENES:
        form.locator("[name=landscape]").select_option(landscape)
        sizes.add(form.evaluate("it => it.offsetHeight"))
        for _ in range(3):
            form.locator("[name=step]").click()
            sizes.add(form.evaluate("it => it.offsetHeight"))
    assert len(sizes) == 1


def test_the_script_and_its_data_are_light(site: Path) -> None:
    files = [site / "explorer.json", site / "explorer.js"]
    assert sum(len(packed(file.read_bytes())) for file in files) <= 12 * 1024


def test_it_is_on_one_page_of_a_language(site: Path) -> None:
    pages = [
        page for page in site.rglob("*.html") if "<descent-e" in page.read_text("utf-8")
    ]
    assert {page.parent for page in pages} == {
        site / PREFIX[language] / HOME for language in LANGUAGES
    }


def test_it_loads_on_its_page_when_it_is_near_and_on_no_other(
    tab: Tab, address: str
) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    for path in ("", "en/gradient/", "labs/descent/", f"en/{HOME}"):
        arrive(tab, address + path)
    assert not [url for url in asked if "explorer" in url]
    opened(tab, address)
    assert [url for url in asked if "explorer.json" in url]


def test_both_languages_have_the_same_controls(tab: Tab, address: str) -> None:
    controls = """it => [...it.querySelectorAll('form *')].map(
        ({tagName, name, value, dataset}) =>
            [tagName, name, value, Object.keys(dataset)])"""
    korean, english = (
        opened(tab, address, language).evaluate(controls) for language in LANGUAGES
    )
    assert korean == english
