"""The names of the files in the folder of a page, for whoever makes them and whoever looks for
them.
"""

import re

from helpers.dataset.schema import TABLES
from helpers.publishing import notebook as notebooks

SUMMARY = "summary.json"
CHART = "shares.svg"
SOCIAL = "social.png"  # the picture that other sites show beside a link
SAVED = re.compile(r"chart-[^/]+\.(svg|png)")  # each chart of the page
CSV = {name: table.file for name, table in TABLES.items() if table.file}


def is_of(page: str, name: str) -> bool:
    """Whether a file of the page may have this name."""
    names = {*CSV.values(), SUMMARY, CHART, SOCIAL, notebooks.TEMPLATE, f"{page}.ipynb"}
    return name in names or bool(SAVED.fullmatch(name))


def is_text(name: str) -> bool:
    """Whether the name of a file is more than bytes that are none of its system's characters."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
