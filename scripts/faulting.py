"""What the fault scripts have in common."""

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path


class FaultError(Exception):
    """Something was not as it must be."""


class NeedsRootError(Exception):
    """Only root on Linux can do this."""


def demand(condition, message):
    if not condition:
        raise FaultError(message)


@contextmanager
def disk(folder, size, *options):
    """A disk of so many kB at the folder, while the block runs.

    Raises:
        NeedsRootError: it cannot be made.
    """
    Path(folder).mkdir(parents=True, exist_ok=True)
    mount = ("mount", "-t", "tmpfs", "-o", ",".join((f"size={size}k", *options)), "tmpfs")
    if not hasattr(os, "geteuid") or os.geteuid():
        raise NeedsRootError
    if subprocess.run([*mount, str(folder)], check=False, capture_output=True).returncode:
        raise NeedsRootError
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
