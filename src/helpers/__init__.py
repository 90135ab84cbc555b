"""Turns an investment announcement into a report: figures → dataset → model → telling → publishing.

The names that a notebook uses. Each is imported when it is first asked for, so that the command
starts quickly.

>>> from helpers import load, views
>>> signing = load("jiangning-2020-05")
>>> article, everything = views(signing)
>>> everything.bound("investment", origin="foreign").low > 6e9
True
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.telling import charts, comparison, tables
    from helpers.telling.frames import (
        All,
        Announcement,
        Bound,
        View,
        Views,
        csv,
        load,
        load_all,
        views,
    )
    from helpers.telling.reader import read
    from helpers.telling.tables import table
    from helpers.telling.text import masthead, tell

__all__ = [
    "All",
    "Announcement",
    "Bound",
    "View",
    "Views",
    "charts",
    "comparison",
    "csv",
    "load",
    "load_all",
    "masthead",
    "read",
    "table",
    "tables",
    "tell",
    "views",
]

_HOMES = {
    "charts": "charts",
    "comparison": "comparison",
    "tables": "tables",
    "table": "tables",
    "masthead": "text",
    "read": "reader",
    "tell": "text",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'helpers' has no attribute {name!r}")
    home = _HOMES.get(name, "frames")
    module = import_module(f"helpers.telling.{home}")
    found = module if home == name else getattr(module, name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__
