"""Linear forms, which a model's rows compare and its bounds are sought of.

This module knows columns by their numbers, and nothing of what they stand for.
"""

from collections.abc import Mapping

Form = Mapping[int, float]  # a linear form: coefficients by column, those left out being nothing


def added(*forms: Form) -> Form:
    """The sum of some forms."""
    total: dict[int, float] = {}
    for form in forms:
        for column, value in form.items():
            total[column] = total.get(column, 0.0) + value
    return total


def scaled(form: Form, factor: float) -> Form:
    """A form times a number."""
    return {column: value * factor for column, value in form.items()}
