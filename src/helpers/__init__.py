"""Turns an investment announcement into a reproducible, sourced report: data → announcement → model → charts → report."""
