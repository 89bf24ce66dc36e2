"""The compass: its rates are the package's, and every task can be done."""

import numpy as np
import pytest
from browsing import PATHS, opened, settle
from playwright.sync_api import expect
from test_explorers import chosen, done, typed

from gdlesson import landscapes, numerical_gradient
from sitekit.prepare.explorer import SCENES

DRIVE = """(it, settings) => settings.map(state => {
    it.state = {...state, trail: [state.at]}
    const said = name => it.querySelector(`[data-number=${name}]`).textContent
    const {a, b} = it.querySelector('.needle').transform.baseVal.consolidate().matrix
    return {...it.look, theta: said('theta'), needle: [a, -b]}
})"""
PAGE = PATHS["en", "explorers/compass"]


def test_the_rates_are_those_of_the_package_to_the_last_bit(explorer):
    """On the plateau the last bit of exp is the platform's."""
    rng = np.random.default_rng(5)
    settings = [
        {
            "landscape": name,
            "at": rng.uniform(-1, 1, 2).round(2).tolist(),
            "angle": 3 * int(rng.integers(0, 121)),
            "h": float(rng.choice([1, 1e-2, 1e-4, 1e-8, 1e-12, 1e-15])),
        }
        for name in SCENES
        for _ in range(34)
    ]
    for asked, look in zip(settings, explorer.evaluate(DRIVE, settings), strict=True):
        f, x = getattr(landscapes, asked["landscape"]), np.array(asked["at"])
        u, h = np.array(look["u"], dtype=float), asked["h"]
        turned = np.radians(asked["angle"])
        np.testing.assert_allclose(u, [np.cos(turned), np.sin(turned)], 0, 1e-15)
        np.testing.assert_allclose(look["needle"], u, 0, 1e-6)
        rate = numerical_gradient(lambda t, f=f, x=x, u=u: f(x + t[0] * u), [0.0], h)[0]
        bit = 1e-12 + 2 * np.finfo(float).eps / h
        near = bit if asked["landscape"] == "plateau" else 0
        np.testing.assert_allclose(look["slope"], rate, 0, near, err_msg=str(asked))
        assert look["around"][asked["angle"] // 3] == look["slope"]
        g = f.gradient(x)
        np.testing.assert_allclose(look["gradient"], g, 1e-12)
        ways = np.radians(3 * np.arange(121))
        exact = g @ [np.cos(ways), np.sin(ways)]
        np.testing.assert_allclose(look["exact"], exact, 0, 1e-12 * np.linalg.norm(g))
        theta = np.degrees(np.arccos(np.clip(u @ g / np.linalg.norm(g), -1, 1)))
        assert float(look["theta"].rstrip("°")) == pytest.approx(theta, abs=0.06)


def test_at_the_place_of_the_lesson_it_says_what_the_lesson_does(tab, address, subtests):
    place = "?landscape=valley&x0=-7&x1=2&angle=279.926&dx=0.3"
    with subtests.test("steepest descent misses the minimum, as an address opens it"):
        explorer = opened(tab, address + PAGE + place)
        expect(explorer.locator("[data-number=miss]")).to_have_text("64.1°")
        expect(explorer.locator("[data-number=theta]")).to_have_text("180.0°")
    with subtests.test("it is the lowest point of the chart"):
        mark = explorer.locator(".chart .current")
        assert float(mark.get_attribute("cy")) == pytest.approx(184, abs=1)
    with subtests.test("a walk leaves its trail"):
        explorer.get_by_role("button", name="Walk").press("Enter")
        trail = explorer.locator(".map .steps").evaluate("it => it.getTotalLength()")
        assert trail == pytest.approx(0.1 * 800 / 18, rel=0.1)
        opened(tab, address + PAGE + place)
    with subtests.test("what a reader does then stands in the address"):
        explorer.get_by_role("button", name="+10°").click()
        tab.wait_for_url("**angle=289.926&dx=0.0001#explorer")  # 0.3 is not offered
    with subtests.test("a tap on the chart turns the needle"):
        chart = explorer.locator(".chart")
        box = chart.bounding_box()
        chart.click(position={"x": (66 + 0.75 * 324) / 400 * box["width"], "y": 40})
        assert explorer.evaluate("it => it.state.angle") == pytest.approx(270, abs=1)


def test_a_direction_goes_round_and_a_place_has_bounds(tab, address, subtests):
    explorer = opened(tab, address + PAGE + "?landscape=saddle&x0=3&x1=3&angle=-315&dx=1")
    expect(explorer.locator("[name=h]")).to_have_value("1")
    for text, angle in ("-90", "270"), ("720", "0"), ("360", "360"), ("-315", "45"):
        with subtests.test(typed=text):
            explorer.locator("[name=angle]").fill(text)
            expect(explorer.locator("[data-number=angle]").first).to_have_text(angle)
            expect(explorer.locator("[name=slider]")).to_have_value(angle)
            expect(explorer.locator("[name=angle]")).to_have_value(text)
    with subtests.test("the buttons go round too"):
        typed(explorer, "angle", "0")
        explorer.get_by_role("button", name="−10°").click()
        expect(explorer.locator("[name=slider]")).to_have_value("350")
        typed(explorer, "angle", "-315")
    with subtests.test("a contour line may be where f is 0"):
        for _ in range(10):
            explorer.get_by_role("button", name="Walk").press("Enter")
        done(explorer, 2)
    with subtests.test("as far as is said"):
        explorer.locator("[name=x0]").fill("1e40")
        expect(explorer.locator(".handle")).to_have_attribute("aria-valuenow", "1000")


def test_every_task_can_be_done_by_keyboard(explorer):
    def walked(angle, turn):
        typed(explorer, "angle", angle)
        for _ in range(10):
            explorer.get_by_role("button", name="Walk").press("Enter")
            if turn:
                explorer.locator("[name=slider]").press("ArrowRight")

    typed(explorer, "x1", "0")  # where the needle points up without having been turned
    typed(explorer, "x1", "4")
    walked("143", turn=False)  # leaves the contour line
    done(explorer)
    walked("155", turn=True)  # goes along another
    done(explorer, 2)
    typed(explorer, "x0", "3")
    typed(explorer, "x1", "4")
    typed(explorer, "angle", "53")
    done(explorer, 1, 2)
    chosen(explorer, "landscape", "Two")
    typed(explorer, "x1", "0")
    typed(explorer, "x0", "0.17")
    done(explorer, 1, 2, 3)
    chosen(explorer, "landscape", "Elongated")
    typed(explorer, "angle", "280")
    done(explorer, 1, 2, 3, 4)
    explorer.page.reload()  # which keeps what was done
    settle(explorer.page)
    done(explorer, 1, 2, 3, 4)
    explorer.locator("[name=h]").press("End")
    done(explorer, 1, 2, 3, 4, 5)
    expect(explorer.locator(".said")).to_contain_text("Task 5 is done")
