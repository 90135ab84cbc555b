"""Results become frames: one function per table, each with the columns and the dtypes that the
schema declares.

Text is "" where there is nothing to say (no note, a scope of all projects) and missing where
something is not known. Numbers are infinite where there is no limit.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from helpers.dataset import loader
from helpers.dataset.entities import AnnouncedProject, Dataset, Figure, Scope
from helpers.dataset.schema import TABLES, Column, Kind
from helpers.model import evidence as model
from helpers.model.bounds import Verdict
from helpers.model.evidence import Evidence
from helpers.model.records import EXACT
from helpers.project import ProblemsError, Project
from helpers.telling import labels
from helpers.telling.hinges import without_judgement

FORMULA = re.compile(r"[=@\t\r]|[-+](?![\d.,]+%?$)")
DIGITS = 10  # significant, in a CSV file: the last ones of the solver are not shown
Row = Mapping[str, object]
NamedRow = Any  # a row of a frame, as pandas' itertuples gives it


def framed(
    table: str, rows: Iterable[Row], dataset: Dataset | None = None, key: Sequence[str] = ()
) -> pd.DataFrame:
    """Rows as the frame of a declared table, with its dtypes and its index (or `key`, where that
    is another).

    Columns that no row has are left out, so that a part of a table is one, too. `attrs` say what
    `table` needs to dress the frame: the table, and the announcement's currency.
    """
    declared = TABLES[table].with_dimensions(dataset.dimensions if dataset else ())
    rows = list(rows)
    used = [c for c in declared if not rows or c.name in rows[0]]
    frame = pd.DataFrame(
        {c.name: _series([row[c.name] for row in rows], c) for c in used},
        columns=[c.name for c in used],
    )
    frame = frame.set_index([name for name in key or TABLES[table].key if name in frame])
    frame.attrs = {"table": table, "currency": dataset.currency if dataset else ""}
    return frame


def _series(values: list, column: Column) -> pd.Series:
    if column.kind is Kind.CATEGORY:
        seen = dict.fromkeys(value for value in values if value is not None)
        order = column.values or tuple(seen)
        return pd.Series(pd.Categorical(values, categories=pd.Index(order, dtype="str")))
    return pd.Series(values, dtype=column.dtype)


def figures(evidence: Evidence) -> pd.DataFrame:
    rows = [
        _as_given(figure, evidence.dataset) | _checked(evidence.audit[figure.id])
        for figure in evidence.figures
    ]
    return framed("figures", rows, evidence.dataset)


def given_figures(dataset: Dataset) -> pd.DataFrame:
    """The figures as their sources give them, without any verdict, for which models are solved."""
    rows = [_as_given(figure, dataset) for figure in dataset.figures]
    frame = framed("figures", rows, dataset)
    return frame.drop(columns=["verdict", "how", "implied_low", "implied_high"], errors="ignore")


def _as_given(figure: Figure, dataset: Dataset) -> dict[str, object]:
    return _of_figure(figure) | {
        "value": float(figure.value),
        "also_printed_by": " ".join(who_else(figure, dataset)),
        "note": figure.note,
    }


def _checked(verdict: Verdict) -> dict[str, object]:
    return {
        "verdict": verdict.verdict,
        "how": " ".join(verdict.how),
        "implied_low": verdict.low,
        "implied_high": verdict.high,
    }


def _of_figure(figure: Figure) -> dict[str, object]:
    return {
        "figure": figure.id,
        "measure": figure.measure,
        "relation": figure.relation.value or None,
        "scope": _pairs(figure.scope),
        "of": _of(figure),
        "printed": figure.printed,
        "low": float(figure.interval.low),
        "high": float(figure.interval.high),
        "unit": figure.unit,
        "source": figure.source,
        "paragraph": figure.paragraph,
    }


def _pairs(scope: Scope) -> str:
    return " ".join("=".join(pair) for pair in scope)


def _of(figure: Figure) -> str | None:
    """The quantity that a figure is compared with, as a dataset has it in `of`."""
    if figure.of is None:
        return None
    measure, scope = figure.of
    return f"{measure} {_pairs(scope)}".strip()


def who_else(figure: Figure, dataset: Dataset) -> list[str]:
    """The other sources that give the same, in any language: the same quantity in the same unit,
    and either the same number with the same qualifier, or words that mean the same interval.
    """
    if figure.corrected:
        return []
    others = (
        other.source
        for other in dataset.figures
        if other.source != figure.source and same(figure, other)
    )
    return list(dict.fromkeys(others))


def same(figure: Figure, other: Figure) -> bool:
    """Whether two figures give the same quantity, each in its own words."""
    if (other.key, other.unit) != (figure.key, figure.unit):
        return False
    one, two = figure.reading, other.reading
    same_words = (one.value, one.qualifier) == (two.value, two.qualifier)
    return same_words or other.interval == figure.interval


def audit(evidence: Evidence) -> pd.DataFrame:
    rows = []
    for figure in evidence.figures:
        verdict = evidence.audit[figure.id]
        rows.append(_of_figure(figure) | _checked(verdict) | {"gap": verdict.gap})
    return framed("audit", rows, evidence.dataset)


def projects(evidence: Evidence) -> pd.DataFrame:
    amounts = {project.id: (figure, amount) for project, figure, amount in evidence.amounts()}
    dataset = evidence.dataset
    rows = []
    for project in dataset.projects:
        figure, amount = amounts.get(project.id, (None, None))
        rows.append(
            {
                "project": project.id,
                "name": project.name,
                "local_name": project.local_name,
                "count": project.count,
                **{name: _groups(project, name, dataset) for name in dataset.dimensions},
                "could_be": " ".join(project.could_be) or None,
                "printed": figure.printed if figure else None,
                "unit": figure.unit if figure else None,
                "amount": amount,
                "currency": dataset.currency if figure else None,
                "source": project.source,
                "paragraph": project.paragraph,
                "note": project.note,
            }
        )
    return framed("projects", rows, dataset)


def _groups(project: AnnouncedProject, dimension: str, dataset: Dataset) -> str | None:
    """The ids of the groups that a project may be in; None where it may be in any."""
    known = dataset.narrows(project, dimension)
    return " ".join(project.attributes[dimension]) if known else None


def amounts(evidence: Evidence) -> pd.DataFrame:
    low, high = evidence.total() if evidence.has_shares else (np.nan, np.nan)
    total = low if high <= low * EXACT else np.nan
    rows = [
        {
            "project": project.id,
            "name": project.name,
            "figure": figure.id,
            "printed": figure.printed,
            "value": float(figure.value),
            "unit": figure.unit,
            "rate": evidence.rate(figure),
            "amount": amount,
            "share": amount / total if total else np.nan,
            "source": figure.source,
            "paragraph": figure.paragraph,
        }
        for project, figure, amount in evidence.amounts()
    ]
    return framed("amounts", rows, evidence.dataset)


def shares(evidence: Evidence, dimension: str | None) -> pd.DataFrame:
    rows = _share_rows(evidence, dimension) if dimension else []
    frame = framed("shares", rows, evidence.dataset)
    if not rows:
        frame = frame.reset_index(["view", "dimension"])
    return frame.drop(columns=["view", "dimension"], errors="ignore")


def _share_rows(evidence: Evidence, dimension: str) -> list[Row]:
    if not evidence.adds_up:
        return []
    terms = evidence.dataset.vocabularies[dimension]
    return [
        {
            "group": share.group,
            "name": terms[share.group].name,
            "projects": share.projects,
            "known": share.known,
            "low": share.low,
            "high": share.high,
        }
        for share in evidence.shares(dimension)
    ]


def all_shares(evidences: tuple[Evidence, Evidence]) -> pd.DataFrame:
    """The shares of every dimension in the views that say different things, the last of which is
    the one with no judgement of ours.
    """
    dataset, found = evidences[0].dataset, model.distinct(evidences)
    without = without_judgement(found[-1])
    told = (*found, without) if without else found
    rows = [
        {"view": labels.view_id(evidence), "dimension": dimension, **row}
        for evidence in told
        for dimension in dataset.dimensions
        for row in _share_rows(evidence, dimension)
    ]
    return framed("shares", rows, dataset)


def rates(evidence: Evidence) -> pd.DataFrame:
    rows = [
        {
            "currency": rate.currency,
            "rate": rate.value,
            "low": rate.low,
            "high": rate.high,
            "market": rate.market,
            "implied": rate.implied,
            "stated": rate.stated,
        }
        for rate in evidence.rates.values()
    ]
    return framed("rates", rows, evidence.dataset)


def conflicts(evidence: Evidence) -> pd.DataFrame:
    rows = []
    for number, conflict in enumerate(evidence.conflicts, 1):
        drops = {drop.figure.id: drop for drop in conflict.drops}
        for figure in conflict.figures:
            drop = drops.get(figure.id)
            rows.append(
                {"conflict": number}
                | _of_figure(figure)
                | {
                    "implied_low": drop.low if drop else np.nan,
                    "implied_high": drop.high if drop else np.nan,
                    "gap": conflict.gap,
                }
            )
    return framed("conflicts", rows, evidence.dataset)


def sources(dataset: Dataset) -> pd.DataFrame:
    rows = [
        {
            "source": source.id,
            "role": source.role,
            "title": source.title,
            "outlet": source.outlet,
            "address": source.address,
            "published": source.published,
            "accessed": source.accessed,
            "language": source.language,
            "paragraphs": source.paragraphs,
            "translates": source.translates,
            "note": source.note,
        }
        for source in dataset.sources.values()
    ]
    return framed("sources", rows, dataset)


def of_all(project: Project) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The figures and the shares of all settled datasets, each a tidy frame that begins with
    `announcement`.
    """
    problems: list[str] = []
    tables: tuple[list[pd.DataFrame], list[pd.DataFrame]] = ([], [])
    for announcement_id in loader.settled_ids(project):
        try:
            views = model.views(loader.load(announcement_id, None, project))
        except ProblemsError as error:
            problems += error.problems
            continue
        for frames, frame in zip(tables, (figures(views[1]), all_shares(views)), strict=True):
            frames.append(_told_apart(frame, announcement_id))
    if problems:
        raise ProblemsError(*problems)
    return _joined(tables[0], "figures"), _joined(tables[1], "shares")


def _told_apart(frame: pd.DataFrame, announcement_id: str) -> pd.DataFrame:
    tidy = frame.reset_index()
    tidy.insert(0, "announcement", announcement_id)
    return tidy


def _joined(frames: list[pd.DataFrame], table: str) -> pd.DataFrame:
    """Frames one below the other; a category has the words of all of them."""
    if not frames:
        return framed(table, []).reset_index()
    joined = pd.concat([frame.astype(_plain_text(frame)) for frame in frames], ignore_index=True)
    words = {c.name: c for c in TABLES[table].columns if c.kind is Kind.CATEGORY}
    for name, column in words.items():
        joined[name] = _series(joined[name].tolist(), column)
    joined["announcement"] = joined["announcement"].astype("category")
    joined.attrs = {"table": table, "currency": ""}
    return joined


def _plain_text(frame: pd.DataFrame) -> dict[str, str]:
    return dict.fromkeys(frame.select_dtypes("category").columns, "str")


def rows(frame: pd.DataFrame) -> list[NamedRow]:
    """The rows of a frame, whose cells are attributes by the names of their columns."""
    return list(frame.itertuples())


def written(frame: pd.DataFrame) -> bytes:
    """A frame as the bytes of a CSV file, as `frames.csv` describes it."""
    counted = isinstance(frame.index, pd.RangeIndex) and frame.index.name is None
    plain = frame if counted else frame.reset_index()
    text = pd.DataFrame({name: plain[name].astype(object).map(_cell) for name in plain})
    return text.to_csv(index=False, lineterminator="\n").encode()


def _cell(value: object) -> str:
    if isinstance(value, str):
        return f"'{value}" if FORMULA.match(value) else value
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    if isinstance(value, float | np.floating):
        return plain_number(value)
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)


def plain_number(value: float | np.floating) -> str:
    """A number to ten significant digits, without an exponent; "" where it is not finite.

    >>> plain_number(20.15e9), plain_number(1 / 3), plain_number(float("inf"))
    ('20150000000', '0.3333333333', '')
    """
    if not np.isfinite(value):
        return ""
    return f"{Decimal(f'{value:.{DIGITS}g}').normalize() + 0:f}"
