"""Markdown becomes HTML as nbconvert makes it, but for dollars: here they are money.

A page sets no formulas, so one stops it with a line. This module knows Markdown; it knows nothing
of cells.
"""

from typing import Any, ClassVar

from nbconvert.filters.markdown_mistune import (
    IPythonRenderer,
    MarkdownWithMath,
    MathInlineParser,
)

from helpers.project import ProblemsError

# As pandoc tells a formula from two prices: “$x$”, but not “from $5 to $6” nor “$5/$6”.
FORMULA = r"(?<![$\\])\$(?=[^\s$])(?P<math_inline_tex>[^$]*?)(?<=[^\s\\])\$(?![\d$])"


class _Inline(MathInlineParser):
    SPECIFICATION: ClassVar[dict[str, str]] = {
        **MathInlineParser.SPECIFICATION,
        "inline_math_tex": FORMULA,
    }


class _Renderer(IPythonRenderer):
    """Raises ProblemsError for a formula."""

    def inline_math(self, body: str) -> str:
        """Stop."""
        told = " ".join(body.split())
        raise ProblemsError(
            f"no page can set the formula {told}; say it in words, draw it, or write \\$ for a "
            "dollar"
        )

    def block_math(self, body: str) -> str:
        """Stop."""
        return self.inline_math(body)

    def latex_environment(self, name: str, body: str) -> str:
        """Stop."""
        return self.inline_math(body)


def html(source: str, attachments: dict[str, Any]) -> str:
    """The HTML of some Markdown; `attachments` are the pictures that the cell holds.

    Raises ProblemsError where it has a formula.
    """
    renderer = _Renderer(escape=False, exclude_anchor_links=True, attachments=attachments)
    inline = _Inline(hard_wrap=False)
    return MarkdownWithMath(renderer=renderer, inline=inline).render(source)
