"""What each address shows: pages and parts of them, and sounds."""

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response, StreamingResponse

from audionews.prepare import editions
from audionews.studio import views
from audionews.studio.events import Progress, stream
from audionews.studio.pages import MISSING, REFUSED, Pages, base, page
from audionews.studio.workshop import Workshop

_ASSETS = {
    "studio.css": "text/css",
    "studio.js": "text/javascript",
    "htmx.min.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}
_PICTURE = "default-src 'none'; style-src 'unsafe-inline'"
"""The policy of a picture that brings its own style."""
_FOREVER = "private, max-age=31536000, immutable"
"""A clip's name tells its content."""


class Answers:
    """What is shown; nothing is changed by it."""

    def __init__(self, workshop: Workshop) -> None:
        """Answers from a workshop."""
        self._shop, self._pages = workshop, Pages(workshop)

    def editions(self, request: Request) -> Response:
        """The list of articles and editions."""
        shelf = self._shop.shelf
        items, homeless = shelf.items(), shelf.homeless()
        return page(request, "list.html", items=items, homeless=homeless, shelf=shelf)

    def article(self, request: Request) -> Response:
        """The edition of an article, or the list of those that it gives."""
        key = request.path_params["key"]
        source = self._shop.shelf.source(key)
        if source is None:
            raise HTTPException(MISSING)
        slugs = [slug for slug, _ in editions(source, self._shop.settings(), fetch=False)]
        if len(slugs) == 1:
            return RedirectResponse(f"/editions/{key}/{slugs[0]}/", 303)
        return page(request, "several.html", source=source, key=key, slugs=slugs)

    def desk(self, request: Request) -> Response:
        """An edition as a screenplay."""
        return self._pages.desk(request, self._pages.asked(request))

    def line(self, request: Request) -> Response:
        """The form of a line."""
        desk = self._pages.asked(request)
        sheet = self._shop.sheet(desk)
        return self._pages.form(request, desk, sheet, request.path_params["number"])

    def text(self, request: Request) -> Response:
        """The article and its side file, to be edited."""
        return self._pages.text(request, self._pages.asked(request))

    def making(self, request: Request) -> Response:
        """How far the edition is, or what came of it."""
        desk = self._pages.asked(request)
        now = self._shop.makings.progress(desk.folder)
        return page(request, "making.html", now=now, base=base(request))

    async def events(self, request: Request) -> Response:
        """How far the edition is, as it goes on."""
        desk = await run_in_threadpool(self._pages.asked, request)

        def look() -> Progress | None:
            return self._shop.makings.progress(desk.folder)

        return StreamingResponse(
            stream(look, request.is_disconnected), media_type="text/event-stream"
        )

    def clip(self, request: Request) -> Response:
        """The sound of a line."""
        sheet = self._shop.sheet(self._pages.asked(request))
        path = self._shop.booth.hear(sheet, request.path_params["clip"])
        if path is None:
            raise HTTPException(MISSING)
        return FileResponse(path, media_type="audio/wav", headers={"Cache-Control": _FOREVER})

    def sound(self, request: Request) -> Response:
        """The edition that stands."""
        desk = self._pages.asked(request)
        return _file(desk.folder / f"{desk.slug}.mp3", "audio/mpeg")

    def waveform(self, request: Request) -> Response:
        """The picture of the edition that stands."""
        answer = _file(self._pages.asked(request).folder / "waveform.svg", "image/svg+xml")
        answer.headers["Content-Security-Policy"] = _PICTURE
        return answer

    def asset(self, request: Request) -> Response:
        """A style sheet or a script."""
        name = request.path_params["name"]
        if name not in _ASSETS:
            raise HTTPException(MISSING)
        return Response(views.asset(name), media_type=_ASSETS[name])

    def refused(self, request: Request, error: Exception) -> Response:
        """The page that says what is wrong and what to do."""
        return page(request, "refused.html", code=REFUSED, why=str(error))

    def missing(self, request: Request, error: Exception) -> Response:
        """The page for an address that leads nowhere."""
        del error
        return page(request, "refused.html", code=MISSING, why="There is no such page.")


def _file(path: Path, kind: str) -> Response:
    if not path.is_file():
        raise HTTPException(MISSING)
    return FileResponse(path, media_type=kind)
