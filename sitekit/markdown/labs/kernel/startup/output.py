"""Makes what a cell prints one output, however long the cell takes to print it."""

from ipykernel.iostream import OutStream

OutStream.flush_interval = float("inf")  # the kernel sends all at the end of a cell
del OutStream
