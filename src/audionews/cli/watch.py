"""audionews watch."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from audionews import settings as settings_file
from audionews.article import sidefile
from audionews.batch.sources import ARTICLES
from audionews.cli.options import (
    chosen,
    jobs_option,
    json_option,
    out_option,
    settings_options,
)
from audionews.errors import AudionewsError, SettingsError
from audionews.settings import Settings

_QUIET = 200
"""Milliseconds without a save that end a moment: editors write a file in more than one step."""
_BEGIN = 500
"""Milliseconds until watching has surely begun."""


@click.command("watch")
@click.argument("place", type=click.Path(path_type=Path, exists=True), metavar="FILE|DIR")
@out_option
@settings_options
@jobs_option
@json_option
def command(place: Path, out: Path, *, as_json: bool, **options: Any) -> None:
    """Make the edition of FILE, or of every article in DIR, again whenever one is saved.

    Side files, audionews.toml, and the files of pronunciations and of the cast count as well.
    Ctrl-C ends it.
    """
    from audionews.cli.make import make_and_report

    def make(articles: Iterable[Path]) -> None:
        for article in articles:
            try:
                settings = chosen(dict(options))
                make_and_report(
                    str(article), settings, out, fetch=False, quiet=False, as_json=as_json
                )
            except AudionewsError as error:  # the next save may mend it
                click.echo(f"audionews: {error}", err=True)

    desk = Desk(place, options["settings_path"], lambda: chosen(dict(options)))
    saves = _saves(desk.folders())
    next(saves)
    make(desk.articles())
    click.echo(f"Watching {place}; Ctrl-C ends it.", err=True)
    for paths in saves:
        make(desk.concerned(paths))
    click.echo("Stopped watching.", err=True)


class Desk:
    """Which files an edition is made from, and which editions a file concerns."""

    def __init__(
        self, place: Path, settings_path: Path | None, settings: Callable[[], Settings]
    ) -> None:
        self._place = place.resolve()
        self._settings_path = (settings_path or Path(settings_file.FILE_NAME)).resolve()
        self._settings = settings

    def articles(self) -> list[Path]:
        """The articles that are there now, by name."""
        if not self._place.is_dir():
            return [self._place]
        return sorted(path for path in self._place.iterdir() if self._is_article(path))

    def concerned(self, saved: Iterable[Path]) -> list[Path]:
        """The articles whose editions the saved files may change."""
        paths = {path.resolve() for path in saved}
        everything = bool(paths & self._shared())
        return [
            article
            for article in self.articles()
            if article.is_file() and (everything or {article, sidefile.beside(article)} & paths)
        ]

    def folders(self) -> set[Path]:
        """Where those files are."""
        beside = self._place if self._place.is_dir() else self._place.parent
        return {beside, *(path.parent for path in self._shared() if path.parent.is_dir())}

    def _shared(self) -> set[Path]:
        """The files that concern every article."""
        try:
            speech = self._settings().speech
        except SettingsError:  # they are being edited
            return {self._settings_path}
        named = [Path(name).resolve() for name in (speech.lexicon, speech.cast) if name]
        return {self._settings_path, *named}

    def _is_article(self, path: Path) -> bool:
        return path.suffix.lower() in ARTICLES and not path.name.startswith(".") and path.is_file()


def _saves(folders: Iterable[Path]) -> Iterator[list[Path]]:
    """The files that were saved, those of one moment together, until Ctrl-C; first an empty list.

    From the first on, no save is missed.
    """
    try:
        from watchfiles import watch
    except ImportError:
        raise SettingsError(
            "watch needs one more package; type: pip install 'audionews[watch]'"
        ) from None
    changes = watch(
        *folders,
        watch_filter=None,
        step=_QUIET,
        rust_timeout=_BEGIN,
        yield_on_timeout=True,
        recursive=False,
    )
    while True:
        try:
            yield [Path(path) for _, path in next(changes)]
        except KeyboardInterrupt:
            return
