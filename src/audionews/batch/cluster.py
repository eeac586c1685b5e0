"""Workers on other machines, by way of a Dask scheduler; it comes with ``audionews[cluster]``."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from audionews.errors import AudionewsError

PATIENCE = "30s"
"""How long a scheduler may take to answer."""


@contextmanager
def connected(address: str) -> Iterator[tuple[Executor, int]]:
    """An executor on the cluster, and how many articles it can make at a time.

    A worker that is lost has its articles made by another one.

    Raises:
        AudionewsError: there is no scheduler at the address, or it has no workers.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise AudionewsError("--scheduler: type: pip install 'audionews[cluster]'") from error
    try:
        client = Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise AudionewsError(f"{address}: no scheduler answers; start `dask scheduler`") from error
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise AudionewsError(f"{address} has no workers; start `dask worker {address}`")
        yield client.get_executor(pure=False), threads
