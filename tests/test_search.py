"""What the search finds, asked in the real search box."""

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

FIRST = {
    "": {
        "기울기": "gradient",
        "기울기를": "gradient",
        "gradient": "gradient",
        "미분": "gradient",
        "함수": "gradient",
        "하강": "gradient-descent",
        "경사 하강": "gradient-descent",
        "경사하강법으로": "gradient-descent",
        "학습률": "gradient-descent",
        "소프트맥스": "neural-network-gradient",
        "손실 함수": "neural-network-gradient",
    },
    "en/": {
        "gradients": "gradient",
        "descending": "gradient-descent",
        "learning rate": "gradient-descent",
        "saddle points": "gradient-descent",
        "softmax overflow": "neural-network-gradient",
    },
}
QUERIES = [
    (folder, query, name)
    for folder, wanted in FIRST.items()
    for query, name in wanted.items()
]


@pytest.mark.parametrize(("folder", "query", "name"), QUERIES)
def test_the_right_page_is_found_first_and_none_of_the_other_language(
    tab: Tab, address: str, folder: str, query: str, name: str
) -> None:
    tab.goto(address + folder)
    box = tab.locator(".md-search__input")
    box.click()
    box.fill(query)  # at once, so that no earlier answer can be taken for the last
    box.press("End")  # the box listens to keys
    found = tab.locator(".md-search-result__link")
    expect(found.first).to_be_visible()
    pages = found.evaluate_all("links => links.map(it => it.origin + it.pathname)")
    assert pages[0] == f"{address}{folder}{name}/"
    for page in pages:
        assert page.startswith(address + folder)
        assert folder or not page.startswith(f"{address}en/")
