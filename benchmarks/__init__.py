"""Measures the project beside its peers: ``make bench``. Nothing here is asserted."""
