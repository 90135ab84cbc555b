"""What a person is told, wherever it goes: a terminal, a file, a pipe whose reader has left, or
nowhere.

This module imports nothing that takes time.
"""

import os
import sys
from contextlib import suppress
from typing import TextIO

from helpers.project import printable

STANDARD_STREAMS = (0, 1, 2)


def prepared() -> None:
    """Have both streams hold any character; they may be closed, or be somebody's own.

    In the place of a closed one nothing else may be opened, so it is led to nowhere.
    """
    for number in STANDARD_STREAMS:
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            with suppress(ValueError, OSError):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str) -> None:
    """Print text, which may be of several lines, to standard output."""
    _write(f"{text}\n", sys.stdout)


def complain(*problems: str) -> None:
    """Print problems to standard error, a line each, in which nothing can steer a terminal."""
    for problem in problems:
        _write(f"{printable(problem)}\n", sys.stderr)


def _write(text: str, stream: TextIO) -> None:
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        _silence(stream)  # its reader has seen enough, such as `head -1`
    except ValueError:
        pass  # it is closed


def _silence(stream: TextIO) -> None:
    """Let the rest, and what Python writes at its end, go nowhere."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
