"""Imported by a process that only makes reports, before all else: it leaves the working directory.

Matplotlib reads settings there before anywhere else, and a wrong one stops it. No other process
may import this.
"""

import os
import sys
from pathlib import Path

sys.path[:] = [os.path.abspath(folder) for folder in sys.path]
os.chdir(Path(__file__).parent)
