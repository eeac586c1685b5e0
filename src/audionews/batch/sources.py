"""Which articles are meant: files, folders, patterns, lists and addresses, found one by one."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from glob import has_magic, iglob
from pathlib import Path

from audionews.article.source import is_address
from audionews.batch.elsewhere import is_remote, listing
from audionews.batch.lists import LISTS, listed
from audionews.batch.values import Found
from audionews.errors import AudionewsError
from audionews.publish.record import RECORD

ARTICLES = frozenset(
    {
        *(".txt", ".text", ".md", ".markdown", ".mdown", ".mkd", ".html", ".htm", ".xhtml"),
        *(".xml", ".rss", ".atom", ".nitf", ".newsml", ".json", ".jsonld", ".docx", ".epub"),
    }
)
"""The endings of the files in a folder that are taken for articles."""
_PAGE = frozenset({".html", ".htm", ".xhtml"})


class Sources:
    """What was asked for, in its order; a folder's files by name, those of its folders after them.

    Nothing is read before it is needed, so that work begins at once.  Links inside a folder are
    not followed: what they lead to is in the folder anyway, or was not asked for.
    """

    def __init__(self, given: Iterable[str | Path], out: str | Path) -> None:
        self.given = tuple(given)
        self.passed_over = 0
        """Files of folders that are no articles by their names, or are links."""
        self._out = None if is_remote(out) else Path(out).resolve()

    def __iter__(self) -> Iterator[Found]:
        """Each article or file of articles; what cannot be looked into says why."""
        for source in self.given:
            if not is_address(source) and Path(source).suffix.lower() in LISTS:
                for found in listed(Path(source)):
                    yield from self._each(found)
            else:
                yield from self._each(Found(source=str(source)))

    def _each(self, found: Found) -> Iterator[Found]:
        source = found.source
        if found.fault:
            yield found
        elif is_remote(source):
            yield from self._remote(found)
        elif is_address(source):
            yield found
        elif source == "-":
            fault = "standard input is for `audionews make -`; name files, folders or a list"
            yield replace(found, fault=fault)
        elif os.path.isdir(source):  # noqa: PTH112 - a NUL in the name is no error here
            yield from self._files(found)
        elif has_magic(source) and not os.path.lexists(source):
            yield from self._matching(found)
        else:
            yield found

    def _remote(self, found: Found) -> Iterator[Found]:
        try:
            for file in listing(found.source, ARTICLES):
                yield replace(found, source=file)
        except AudionewsError as error:
            yield replace(found, fault=str(error))

    def _matching(self, found: Found) -> Iterator[Found]:
        empty = True
        for match in iglob(found.source, recursive=True):  # noqa: PTH207 - that of paths collects
            if os.path.isfile(match):  # noqa: PTH113 - as it comes
                empty = False
                yield replace(found, source=match)
        if empty:
            yield replace(found, fault=f"no file is like {found.source}; check the pattern")

    def _files(self, found: Found) -> Iterator[Found]:
        folders = [found.source]
        while folders:
            folder = folders.pop()
            try:
                with os.scandir(folder) as listing:
                    entries = sorted(listing, key=lambda entry: entry.name)
            except OSError as error:
                reason = f"{folder}: {error.strerror}; make it readable"
                yield replace(found, source=folder, fault=reason)
                continue
            names = {entry.name for entry in entries}
            if RECORD in names:
                continue  # its transcript is no article
            for entry in filter(self._is_article, entries):
                yield replace(found, source=entry.path)
            inner = [entry.path for entry in entries if self._is_folder(entry, names)]
            folders.extend(reversed(inner))

    def _is_article(self, entry: "os.DirEntry[str]") -> bool:
        if entry.is_dir(follow_symlinks=False) or entry.name.startswith("."):
            return False
        suffix = os.path.splitext(entry.name)[1].lower()  # noqa: PTH122 - 50,000 of them
        if suffix in ARTICLES and entry.is_file(follow_symlinks=False):
            return True
        self.passed_over += 1
        return False

    def _is_folder(self, entry: "os.DirEntry[str]", names: set[str]) -> bool:
        if not entry.is_dir(follow_symlinks=False) or entry.name.startswith("."):
            return False
        page = entry.name.removesuffix("_files")  # what a browser keeps beside a saved page
        if page != entry.name and any(f"{page}{suffix}" in names for suffix in _PAGE):
            return False
        return Path(entry.path).resolve() != self._out
