"""How a command ends that cannot go on: with one line, and with all that it has started."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

INTERRUPTED = 130
"""What a shell reports of a command that Ctrl-C ended."""


class CommandError(Exception):
    """What was asked for cannot be done; the message says why in one line."""


@contextmanager
def command() -> Iterator[None]:
    """Decorator of a command's main function."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        sys.exit(INTERRUPTED)
    except CommandError as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(reason(error))


def reason(error: OSError) -> str:
    """What the system refuses, in one line."""
    if isinstance(error, shutil.Error):  # it has a reason for each file of a folder
        return str(error.args[0][0][-1]).partition("] ")[2]
    file = error.filename2 or error.filename  # what is copied to, or what is opened
    return f"{file}: {error.strerror}" if file else str(error)


@contextmanager
def running(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    """Wait for a process at the end of the block; if that is left early, end it first."""
    with process:
        try:
            yield process
        finally:
            process.terminate()
