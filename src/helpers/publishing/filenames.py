"""The names of the files in the folder of a page, for whoever makes them and whoever looks for
them.
"""

from helpers.dataset.schema import TABLES
from helpers.publishing import notebook as notebooks

SUMMARY = "summary.json"
CHART = "shares.svg"
CSV = {name: table.file for name, table in TABLES.items() if table.file}


def of(page: str) -> frozenset[str]:
    """Every name that a file of the page may have."""
    return frozenset({*CSV.values(), SUMMARY, CHART, notebooks.TEMPLATE, f"{page}.ipynb"})
