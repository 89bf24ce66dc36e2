"""The commands of the site: ``python -m sitekit COMMAND``."""

import signal
import time

import click


@click.group()
def main() -> None:
    """Build the site, show it, and keep its pages true."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@main.command()
@click.option("--address", envvar="SITE_URL", default="", help="Where it will stand.")
def build(address: str) -> None:
    """Build site/; without an address, for any static host."""
    from sitekit.build import build

    began = time.perf_counter()
    build(address=address)
    print(f"site/ is ready ({time.perf_counter() - began:.1f} s)")


@main.command()
@click.option("--port", envvar="PORT", default=8000, show_default=True)
def serve(port: int) -> None:
    """Build site/, show it, and build it again when something is saved."""
    from sitekit.serve import serve

    serve(port)


@main.command()
def outputs() -> None:
    """Rewrite what samples print, and give the English pages the Korean samples."""
    from sitekit import ROOT
    from sitekit.pages import Page, labs, pages, with_outputs, with_samples_of

    for page in [Page(ROOT / "README.md"), *pages("ko").values()]:
        page.rewrite(with_outputs(page))
    korean, english = pages("ko"), pages("en")
    for name in korean.keys() & english.keys():
        english[name].rewrite(with_samples_of(korean[name], english[name]))
    for ko, en in zip(labs("ko"), labs("en"), strict=True):
        Page(en).rewrite(with_samples_of(Page(ko), Page(en)))


@main.command()
@click.argument("names", metavar="[PAGE]...", nargs=-1)
def reviewed(names: tuple[str, ...]) -> None:
    """Note in English pages that they say what the Korean ones do now."""
    from sitekit.pages import hashed, pages
    from sitekit.prepare.fill import changed_since

    korean, english = pages("ko"), pages("en")
    for name in names or sorted(korean):
        if name not in korean or name not in english:
            raise click.ClickException(f"{name} is not in both docs/ko and docs/en")
        noted = english[name].compared_with
        if noted != hashed(korean[name].text):
            print(changed_since(korean[name], noted))
            english[name].rewrite(english[name].noting(korean[name]))


if __name__ == "__main__":
    main()
