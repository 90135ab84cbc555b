"""Turns an investment announcement into a report: data → announcement → model → charts → report."""
