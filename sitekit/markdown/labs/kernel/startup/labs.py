"""Readies a kernel for a lab."""

import os
from functools import partial

from ipykernel.iostream import IOPubThread, OutStream

from gdlesson.figures import LIGHT, style

# All outputs have been sent by then; ipykernel 7.4 may wait seconds for its threads.
IOPubThread.stop = partial(os._exit, 0)  # type: ignore[method-assign]
# It sends what a cell prints at the end of the cell, and so as one output.
OutStream.flush_interval = float("inf")
style(LIGHT)
del IOPubThread, LIGHT, OutStream, os, partial, style
