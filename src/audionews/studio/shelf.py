"""The articles of a folder, and the editions that were made of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from audionews.article.source import is_address
from audionews.batch.sources import ARTICLES
from audionews.publish import record
from audionews.publish.record import RECORD


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An edition that was made."""

    slug: str
    title: str
    duration: float
    made: float
    """When, in seconds since 1970."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An article, or a file of several, and the editions of it."""

    source: Path
    editions: tuple[Standing, ...]
    newer: bool = False
    """It was saved after its editions were made."""

    @property
    def key(self) -> str:
        """What it is called in addresses: no name of a file ever comes from outside."""
        return sha256(str(self.source.resolve()).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where articles are, and where their editions go."""

    place: Path
    """A folder of articles, or one article."""
    out: Path

    def items(self) -> tuple[Item, ...]:
        """Every article here, and those elsewhere whose editions are here, by their names."""
        made = dict[Path, list[Standing]]()
        for source, edition in self._editions():
            made.setdefault(source, []).append(edition)
        sources = {path.resolve(): path for path in (*self._articles(), *made)}
        by_name = sorted(sources.values(), key=lambda path: (path.name.lower(), path))
        return tuple(self._item(source, made.get(source.resolve(), [])) for source in by_name)

    def source(self, key: str) -> Path | None:
        """The article of that key."""
        return next((item.source for item in self.items() if item.key == key), None)

    def homeless(self) -> tuple[str, ...]:
        """The titles of the editions whose articles are not at hand."""
        homes = {edition.slug for item in self.items() for edition in item.editions}
        folders = {path.parent for path in self.out.glob(f"*/{RECORD}")}
        lost = sorted(folder for folder in folders if folder.name not in homes)
        return tuple(str(record.read(folder).get("title", folder.name)) for folder in lost)

    def _item(self, source: Path, editions: list[Standing]) -> Item:
        oldest = min((edition.made for edition in editions), default=0)
        newer = bool(editions) and source.stat().st_mtime > oldest
        return Item(source=source, editions=tuple(editions), newer=newer)

    def _articles(self) -> Iterator[Path]:
        if self.place.is_file():
            yield self.place
        elif self.place.is_dir():
            yield from filter(_is_article, self.place.iterdir())

    def _editions(self) -> Iterator[tuple[Path, Standing]]:
        """The editions with the articles that they were made of."""
        for path in sorted(self.out.glob(f"*/{RECORD}")):
            kept = record.read(path.parent)
            name = str(kept.get("source", ""))
            if not name or is_address(name) or not _is_article(Path(name)):
                continue
            yield (
                Path(name).resolve(),
                Standing(
                    slug=path.parent.name,
                    title=str(kept.get("title", "")),
                    duration=float(kept.get("duration", 0)),
                    made=path.stat().st_mtime,
                ),
            )


def _is_article(path: Path) -> bool:
    return path.suffix.lower() in ARTICLES and not path.name.startswith(".") and path.is_file()
