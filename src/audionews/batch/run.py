"""The run of a batch: tasks handed out a few ahead, results taken as they come."""

import atexit
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import msgspec

from audionews.article.source import is_address
from audionews.batch.lists import overlaid
from audionews.batch.pool import Workers, workers
from audionews.batch.shelf import Shelf
from audionews.batch.sources import Sources
from audionews.batch.values import Answer, Found, Item, Result, Task, encode
from audionews.errors import SettingsError
from audionews.settings import Settings

_AHEAD = 2
"""Tasks handed out for each worker: one in hand, one next."""
_TICK = 1.0
"""Seconds of one wait."""
_ENGINE_TRIES = 3
"""A worker is silent for as long as an engine may be, twice, and then some."""

Submit = Callable[[Task], Future[Answer]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What a batch is to do, and how; ``audionews.batch`` says more of each."""

    sources: tuple[str | Path, ...]
    settings: Settings
    out: str
    shared: str = ""
    jobs: int = 0
    fetch: bool = False
    check: bool = False
    timeout: float
    memory: int = 0
    only: frozenset[str] = frozenset()
    executor: Executor | None = None


class Batch(Iterator[Result]):
    """One run over its sources, as an iterator of what became of each article."""

    def __init__(self, orders: Orders) -> None:
        self.sources = Sources(orders.sources, orders.out)
        self.within = 0
        """How many articles more than one the sources held so far."""
        self.jobs = orders.jobs or os.cpu_count() or 1
        self._timeout = max(orders.timeout, _ENGINE_TRIES * orders.settings.speech.timeout)
        self._only = orders.only
        self._executor = orders.executor
        self._task = Task(
            source="",
            settings=_with_one_engine(orders.settings),
            out=orders.out,
            shared=orders.shared,
            fetch=orders.fetch,
            check=orders.check,
            memory=orders.memory,
        )
        self.shelf = Shelf(orders.out, orders.settings)
        self._events = SimpleQueue[Future[Answer] | int]()
        """Tasks that are done, and signals that came."""
        self._signals = _Signals(self._events.put)
        self._results = self._run()

    def __next__(self) -> Result:
        """What became of the next article that is done with."""
        with self._signals:
            return next(self._results)

    def close(self) -> None:
        """Drop the articles in hand, and let the workers go."""
        self._results.close()

    def count(self) -> int:
        """How many sources there are; a file that holds several articles counts as one."""
        again = Sources(self.sources.given, self._task.out)
        return sum(self._is_wanted(found.source) for found in again)

    def _run(self) -> Generator[Result, None, None]:
        with self._place() as submit:
            yield from self._done(submit)

    @contextmanager
    def _place(self) -> Iterator[Submit]:
        """Where tasks are done: hands one out."""
        if executor := self._executor:
            yield lambda task: executor.submit(do_here, encode(_anywhere(task)), self._timeout)
            return
        with ThreadPoolExecutor(self.jobs) as threads, workers(self._timeout) as team:
            yield lambda task: threads.submit(team.do, task)

    def _done(self, submit: Submit) -> Iterator[Result]:
        coming, running = [self._tasks()], dict[Future[Answer], Task]()
        try:
            while True:
                while len(running) < _AHEAD * self.jobs and (task := _next(coming)):
                    if isinstance(task, Result):
                        yield task
                    else:
                        running[future := submit(task)] = task
                        future.add_done_callback(self._events.put)
                if not running:
                    self.shelf.finish()
                    return
                future = self._event()
                task = running.pop(future)
                answer = _answer(future, task)
                if answer.items:
                    self.within += len(answer.items) - 1
                    coming.append(self._each(task, answer.items))
                if answer.result:
                    self._shelve(answer.result)
                    yield answer.result
        finally:
            for future in running:
                future.cancel()
            self.shelf.drop()

    def _shelve(self, result: Result) -> None:
        if result.outcome == "made":
            self.shelf.made()
        elif result.outcome == "unchanged":
            self.shelf.stands()

    def _event(self) -> Future[Answer]:
        """The next task that is done; a signal that comes before is heard here."""
        while True:
            with suppress(Empty):  # Windows hears signals between two waits only
                event = self._events.get(timeout=_TICK)
                if not isinstance(event, int):
                    return event
                self._signals.hear(event)

    def _tasks(self) -> Iterator[Task | Result]:
        for found in self.sources:
            if self._is_wanted(found.source):
                yield self._task_or_fault(found)

    def _task_or_fault(self, found: Found) -> Task | Result:
        task = replace(self._task, source=found.source, listed=found.listed)
        try:
            settings = overlaid(task.settings, found.settings)
        except SettingsError as error:
            return task.failed(str(error))
        return task.failed(found.fault) if found.fault else replace(task, settings=settings)

    def _each(self, task: Task, items: Iterable[Item]) -> Iterator[Task | Result]:
        for item in items:
            if not self._only or {item.name, task.source} & self._only:
                yield replace(task, item=item)

    def _is_wanted(self, source: str) -> bool:
        """Whether the source, or an article of it, was not left out by ``only``."""
        return not self._only or any(
            name == source or name.startswith(f"{source} # ") for name in self._only
        )


class _Signals:
    """Holds signals back while the block runs, until they are heard where no lock is held.

    What a signal's handler raises in the midst of a future's work leaves the future locked for
    good, and the batch could never end.
    """

    def __init__(self, note: Callable[[int], None]) -> None:
        self._note = note
        self._before: dict[int, Any] = {}

    def __enter__(self) -> None:
        """Hold back those that somebody wants to hear."""
        if threading.current_thread() is not threading.main_thread():
            return
        for number in (signal.SIGINT, signal.SIGTERM):
            if callable(handler := signal.getsignal(number)):
                self._before[number] = handler
                signal.signal(number, lambda number, _: self._note(number))

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def hear(self, number: int) -> None:
        """Do what the signal was to do."""
        self._before[number](number, None)


def _with_one_engine(settings: Settings) -> Settings:
    """Cores are shared out among articles: an article at a time on each is fastest."""
    return msgspec.structs.replace(
        settings, speech=msgspec.structs.replace(settings.speech, jobs=1)
    )


def _anywhere(task: Task) -> Task:
    """The task for a process that may be at work in another folder."""
    source, out = (
        place if is_address(place) else str(Path(place).absolute())
        for place in (task.source, task.out)
    )
    return replace(task, source=source, out=out)


def _next(coming: list[Iterator[Task | Result]]) -> Task | Result | None:
    """The next of the source that was opened last, so that few are open at a time."""
    while coming:
        for task in coming[-1]:
            return task
        coming.pop()
    return None


def _answer(future: Future[Answer], task: Task) -> Answer:
    try:
        return future.result()
    except Exception as error:  # noqa: BLE001 - the boundary: whatever an executor can raise
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        return Answer(result=task.failed(reason))


def do_here(task: bytes, timeout: float) -> Answer:
    """The answer to a task, encoded, by a worker of the process that this is called in."""
    with _hiring:
        team = _team(timeout)
    return team.do(msgspec.json.decode(task, type=Task))


_hiring = threading.Lock()
"""Threads that come together share one team."""


@cache
def _team(timeout: float) -> Workers:
    team = Workers(timeout)
    atexit.register(team.stop)
    return team
