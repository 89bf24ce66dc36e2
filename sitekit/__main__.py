"""The commands of the site: ``python -m sitekit COMMAND``."""

import signal
import sys
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
    """Rewrite what the samples of all pages print."""
    from sitekit.samples import rewrite_all

    rewrite_all()


@main.command()
@click.argument("names", metavar="[PAGE]...", nargs=-1)
def reviewed(names: tuple[str, ...]) -> None:
    """Note in English pages that they say what the Korean ones do now."""
    from sitekit.reviewed import mark_all

    mark_all(names)


if __name__ == "__main__":
    try:
        main()
    except OSError as error:  # a full disk, a file that may not be read
        sys.exit(str(error))
