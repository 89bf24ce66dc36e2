"""IPython profile in which labs run: pictures are SVG, the same bytes at every run."""

from traitlets.config import get_config

c = get_config()
c.InlineBackend.figure_formats = {"svg"}
c.InlineBackend.print_figure_kwargs = {"metadata": {"Date": None}, "bbox_inches": "tight"}
c.HistoryManager.enabled = False
c.IPKernelApp.log_level = "ERROR"  # it warns at each start of who may listen
