"""What a worker does with one task: reads it, makes its edition, and tells what became of it."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from audionews import edition
from audionews.article import read_with_notes
from audionews.article.reading import Reading
from audionews.batch import limits
from audionews.batch.elsewhere import Bucket, clips, fetched, is_remote
from audionews.batch.folders import Folder, folder_for, identity
from audionews.batch.values import Answer, Flaw, Item, Misread, Result, Task
from audionews.edition import Made, Prepared
from audionews.errors import AudionewsError
from audionews.model import Role
from audionews.settings import Speech
from audionews.speech import Store, clip_keys, default_root
from audionews.speech.crew import Crew
from audionews.spoken import lexicon_for
from audionews.spoken.suspects import suspects

PATIENCE = 60.0
"""Seconds to wait for another program that makes the same edition."""
_MOST_SUSPECTS = 10

Beat = Callable[[str, int, int], None]
"""Is told of each step, as a sign of life."""


class Engines:
    """Engines that go on from article to article, as their start takes time."""

    def __init__(self) -> None:
        self._crews: dict[float, Crew] = {}
        self._lock = Lock()

    def crew(self, settings: Speech) -> AbstractContextManager[Crew]:
        """Workers that stay when the block is left."""
        with self._lock:
            if settings.timeout not in self._crews:
                self._crews[settings.timeout] = Crew(settings.timeout)
            return nullcontext(self._crews[settings.timeout])

    def close(self) -> None:
        """End all engines at once, also one that is speaking."""
        with self._lock, ExitStack() as stack:
            while self._crews:
                stack.enter_context(self._crews.popitem()[1])


def work(task: Task, engines: Engines, beat: Beat) -> Answer:
    """What became of the task; of a source that holds several articles, the articles."""
    began = time.monotonic()
    try:
        with _at_hand(task) as path, limits.reading():
            items = (task.item,) if task.item else _items(task, path)
            if len(items) > 1:
                return Answer(items=items)
            item = items[0]
            prepared = edition.prepare(item.article, task.settings, item.side, where=item.where)
        result = _made(task, item, prepared, engines, beat)
    except AudionewsError as error:
        result = task.failed(str(error))
    except OSError as error:
        reason = f"{error.filename or task.out}: {error.strerror}; mend that, or name another -o"
        result = task.failed(reason)
    except RecursionError:
        result = task.failed("it nests too deeply; save the article's text alone")
    return Answer(result=_timed(result, time.monotonic() - began))


def _at_hand(task: Task) -> AbstractContextManager[str]:
    """Where the source can be read."""
    remote = is_remote(task.source) and not task.item
    return fetched(task.source) if remote else nullcontext(task.source)


def _items(task: Task, path: str) -> tuple[Item, ...]:
    reading = read_with_notes(path, language=task.settings.show.language, fetch=task.fetch)
    if path != task.source:
        articles = (replace(one, source=task.source) for one in reading.articles)
        reading = replace(reading, articles=tuple(articles))
    several = len(reading.articles) > 1
    return tuple(_named(reading, task.source) if several else [_item(reading, 0, task.source)])


def _item(reading: Reading, index: int, name: str) -> Item:
    notes = tuple(map(str, reading.notes)) if index == 0 else ()
    article = reading.articles[index]
    return Item(article=article, side=reading.side, where=reading.where, name=name, notes=notes)


def _named(reading: Reading, source: str) -> Iterator[Item]:
    """Each article under a name that holds from run to run, while others come and go."""
    met = Counter[str]()
    for index, article in enumerate(reading.articles):
        name = article.url or f"{article.date} {article.headline}".strip()
        met[name] += 1
        number = f" ({met[name]})" if met[name] > 1 else ""
        yield _item(reading, index, f"{source} # {name}{number}")


def _made(task: Task, item: Item, prepared: Prepared, engines: Engines, beat: Beat) -> Result:
    """The edition in its place, wherever that is."""
    shelves = Bucket(task.out) if is_remote(task.out) else Folder(Path(task.out))
    name = folder_for(item.article, _identity(task), shelves, alone=task.item is None)
    if isinstance(shelves, Folder):
        return _edition(task, item, prepared, Path(task.out, name), engines, beat)
    place = f"{task.out.rstrip('/')}/{name}"
    if kept := shelves.standing(name, prepared.plan):
        standing = edition.standing(prepared, kept, Path(name))
        return replace(_result(task, item, standing), folder=place)
    with TemporaryDirectory() as folder:
        result = _edition(task, item, prepared, Path(folder, name), engines, beat)
        shelves.put(Path(folder, name))
    return replace(result, folder=place)


def _identity(task: Task) -> str:
    own = task.item.name.removeprefix(task.source) if task.item else ""
    return identity(task.source, task.out) + own


def _edition(
    task: Task, item: Item, prepared: Prepared, folder: Path, engines: Engines, beat: Beat
) -> Result:
    """The edition in a folder of this machine, its clips shared with others."""
    store = Store(default_root())
    with clips(task.shared, store, lambda: clip_keys(prepared.script, prepared.cast)):
        made = edition.make_prepared(
            prepared,
            task.settings,
            folder,
            store,
            wait=PATIENCE,
            progress=beat,
            crew=engines.crew(task.settings.speech),
        )
    findings = _findings(folder) if task.check else ()
    return replace(_result(task, item, made), findings=findings)


def _result(task: Task, item: Item, made: Made) -> Result:
    lexicon = lexicon_for(item.article, task.settings)
    misread = suspects(item.article, lexicon)[:_MOST_SUSPECTS]
    return Result(
        source=task.name,
        listed=task.listed,
        outcome="unchanged" if made.unchanged else "made",
        title=made.script.title,
        folder=str(made.folder),
        duration=made.duration,
        loudness=made.loudness,
        utterances=len(made.script.utterances),
        said_anew=len(made.said_anew),
        unresolved=_unresolved(made),
        suspects=tuple(Misread(word=one.word, reason=one.reason) for one in misread),
        left_out=tuple(f"{line.text} ({line.reason})" for line in made.script.left_out),
        notes=(*item.notes, *made.notes),
    )


def _findings(folder: Path) -> tuple[Flaw, ...]:
    """What the checks of a finished edition find wrong; their mere notes stand elsewhere."""
    from audionews.check import check  # noqa: PLC0415 - only where it is asked for

    return tuple(
        Flaw(number=one.number, severity=one.severity.value, text=f"{one.where}: {one.what}")
        for one in check(folder).findings
        if one.severity.value != "note"
    )


def _unresolved(made: Made) -> tuple[str, ...]:
    """The quotations that the neutral voice speaks, by their first words."""
    first: dict[int | None, str] = {}
    for said in made.script.utterances:
        if said.role is Role.QUOTATION and said.speaker is None:
            first.setdefault(said.quotation, said.text)
    return tuple(first.values())


def _timed(result: Result, seconds: float) -> Result:

    return replace(result, seconds=round(seconds, 3))
