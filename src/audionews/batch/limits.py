"""What an article may take of its worker while it is read, where the system can say so."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]  # asked for below

SECONDS = 60
"""Of one core, for reading one source and deciding who says what."""
BYTES = 2 << 30
"""Of address space, while it is read."""


def memory(size: int) -> None:
    """Keep this process, and each that it starts, to so many bytes of address space; 0: any."""
    if size and resource:
        with suppress(ValueError, OSError):  # it has that little already
            resource.setrlimit(resource.RLIMIT_AS, (size, size))


def no_core_files() -> None:
    """A worker that dies leaves no image of its memory behind."""
    if resource:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@contextmanager
def reading() -> Iterator[None]:
    """Limits for what a stranger's words can drive: past them the process runs out, or ends."""
    if resource is None:
        yield
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(usage.ru_utime + usage.ru_stime) + SECONDS
    before = {kind: resource.getrlimit(kind) for kind in (resource.RLIMIT_CPU, resource.RLIMIT_AS)}
    try:
        for kind, limit in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, BYTES)):
            _lower(kind, limit, *before[kind])
        yield
    finally:
        for kind, limits in before.items():
            with suppress(ValueError, OSError):
                resource.setrlimit(kind, limits)


def _lower(kind: int, limit: int, soft: int, hard: int) -> None:
    if soft == resource.RLIM_INFINITY or limit < soft:
        with suppress(ValueError, OSError):  # macOS has no limit of address space
            resource.setrlimit(kind, (limit, hard))
