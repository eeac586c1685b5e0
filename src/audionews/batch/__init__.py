"""Many articles at once, in any ``concurrent.futures.Executor``; one bad article stops no other.

for result in audionews.batch(["news/"], out="output"):
    print(result.outcome, result.source, result.reason)
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from audionews.batch.run import Batch
    from audionews.settings import Settings

__all__ = ["batch"]

TIMEOUT = 180.0
"""Seconds without a sign of life after which an article is given up."""


def batch(  # noqa: PLR0913 - the one place where all is said that a batch can be told
    sources: "Iterable[str | Path]",
    settings: "Settings | None" = None,
    *,
    out: str | Path = "output",
    shared: str = "",
    jobs: int = 0,
    fetch: bool = False,
    check: bool = False,
    timeout: float = TIMEOUT,
    memory: int = 0,
    only: Iterable[str] = (),
    executor: "Executor | None" = None,
) -> "Batch":
    """The editions of many articles: an iterator of what became of each, in no fixed order.

    Articles that stand as they are wanted are told as ``unchanged``, and cost little.  What
    cannot be made is told as ``failed``, with the reason; nothing is raised for it.  Where the
    iterator is closed, the articles in hand are dropped, and all else stays whole.

    Args:
        sources: files, folders, patterns, lists (CSV or JSON lines), feeds, addresses that
            fsspec knows (``s3://bucket/news``), and with ``fetch`` web addresses.
        settings: of all articles; None takes ``audionews.toml`` of the working folder.
        out: the folder or fsspec address in which each edition gets a folder of its own.
        shared: the fsspec address of a clip store that machines share; each keeps its own, too.
        jobs: articles at a time; 0: one a core.
        fetch: whether web addresses may be read from the web.
        check: whether each edition is looked at by ``audionews check``, too.
        timeout: seconds without a sign of life after which an article is given up.
        memory: bytes of address space that one article's work may take; 0: any.
        only: results' sources; nothing else is made.
        executor: where the work is done; None: in processes on this machine.  Each of its workers
            has to have audionews, and to reach the same files under the same names.

    Raises:
        SettingsError: ``audionews.toml`` is wrong.
    """
    from audionews import settings as file  # noqa: PLC0415 - audionews itself opens quickly
    from audionews.batch.run import Batch, Orders  # noqa: PLC0415

    return Batch(
        Orders(
            sources=tuple(sources),
            settings=settings or file.load(),
            out=str(out),
            shared=shared,
            jobs=jobs,
            fetch=fetch,
            check=check,
            timeout=timeout,
            memory=memory,
            only=frozenset(only),
            executor=executor,
        )
    )
