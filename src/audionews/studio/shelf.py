"""The articles of a folder, and the editions that were made of them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
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
        made, sources = defaultdict[Path, list[Standing]](list), dict[Path, Path]()
        for source, edition in self._editions():
            made[source.resolve()].append(edition)
            sources[source.resolve()] = source  # by the name that it was made under
        sources = {path.resolve(): path for path in self._articles()} | sources
        by_name = sorted(sources.values(), key=lambda path: (path.name.lower(), path))
        return tuple(self._item(source, made[source.resolve()]) for source in by_name)

    def source(self, key: str) -> Path | None:
        """The article of that key."""
        return next((item.source for item in self.items() if item.key == key), None)

    def homeless(self) -> tuple[str, ...]:
        """The titles of the editions whose articles are not at hand."""
        homes = {edition.slug for item in self.items() for edition in item.editions}
        records = sorted(self.out.glob(f"*/{RECORD}"))
        standing = [_standing(path, path.stat().st_mtime)[1] for path in records]
        return tuple(one.title or one.slug for one in standing if one.slug not in homes)

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
            source, edition = _standing(path, path.stat().st_mtime)
            if source and not is_address(source) and _is_article(Path(source)):
                yield Path(source), edition


@lru_cache(maxsize=4096)
def _standing(path: Path, made: float) -> tuple[str, Standing]:
    """What a record says of its source and of itself, read again only if it is made again."""
    kept = record.read(path.parent)
    edition = Standing(
        slug=path.parent.name,
        title=str(kept.get("title", "")),
        duration=float(kept.get("duration", 0)),
        made=made,
    )
    return str(kept.get("source", "")), edition


def _is_article(path: Path) -> bool:
    return path.suffix.lower() in ARTICLES and not path.name.startswith(".") and path.is_file()
