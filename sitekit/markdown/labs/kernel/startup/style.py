"""Draws the pictures of labs in the style of the figures."""

from gdlesson.figures import LIGHT, style

style(LIGHT)
del LIGHT, style
