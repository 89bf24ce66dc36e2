"""On what, and with which versions, something was measured."""

import os
import platform
from importlib.metadata import version

GIB = 2**30


def described(*packages: str) -> dict[str, object]:
    """Describe the machine, Python and the versions of packages."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": os.cpu_count(),
        "memory": round(memory / GIB),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        **{name.replace("-", "_"): version(name) for name in packages},
    }
