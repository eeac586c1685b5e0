"""What each address answers: pages and parts of them, sounds, and the outcome of what was asked."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)

from audionews import changes
from audionews.errors import AudionewsError
from audionews.prepare import editions
from audionews.publish import feed
from audionews.studio import views
from audionews.studio.corrections import Wish, drops, entries
from audionews.studio.desk import Desk, Sheet, StaleError
from audionews.studio.events import Progress, stream
from audionews.studio.workshop import Workshop, by_line

_REFUSED, _MISSING, _STALE, _WRONG = 400, 404, 409, 422
"""The script shows what comes with the last two in place, and tells what the others say."""
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
Form = Mapping[str, str]


class Answers:
    """The answers, by what is asked for."""

    def __init__(self, workshop: Workshop) -> None:
        """Answers from a workshop."""
        self._shop = workshop

    # ---- what is shown

    def editions(self, request: Request) -> Response:
        """The list of articles and editions."""
        shelf = self._shop.shelf
        items, homeless = shelf.items(), shelf.homeless()
        return _page(request, "list.html", items=items, homeless=homeless, shelf=shelf)

    def article(self, request: Request) -> Response:
        """The edition of an article, or the list of those that it gives."""
        key = request.path_params["key"]
        source = self._shop.shelf.source(key)
        if source is None:
            raise HTTPException(_MISSING)
        slugs = [slug for slug, _ in editions(source, self._shop.settings(), fetch=False)]
        if len(slugs) == 1:
            return RedirectResponse(f"/editions/{key}/{slugs[0]}/", 303)
        return _page(request, "several.html", source=source, key=key, slugs=slugs)

    def desk(self, request: Request) -> Response:
        """An edition as a screenplay."""
        return self._desk_page(request, self._asked(request))

    def line(self, request: Request) -> Response:
        """The form of a line."""
        desk = self._asked(request)
        sheet = self._shop.sheet(desk)
        return self._form(request, desk, sheet, request.path_params["number"])

    def text(self, request: Request) -> Response:
        """The article and its side file, to be edited."""
        return self._text_page(request, self._asked(request))

    def making(self, request: Request) -> Response:
        """How far the edition is, or what came of it."""
        desk = self._asked(request)
        now = self._shop.makings.progress(desk.folder)
        return _page(request, "making.html", now=now, base=_base(request))

    async def events(self, request: Request) -> Response:
        """How far the edition is, as it goes on."""
        desk = await run_in_threadpool(self._asked, request)

        def look() -> Progress | None:
            return self._shop.makings.progress(desk.folder)

        return StreamingResponse(
            stream(look, request.is_disconnected), media_type="text/event-stream"
        )

    def clip(self, request: Request) -> Response:
        """The sound of a line."""
        sheet = self._shop.sheet(self._asked(request))
        path = self._shop.booth.hear(sheet, request.path_params["clip"])
        if path is None:
            raise HTTPException(_MISSING)
        return FileResponse(path, media_type="audio/wav", headers={"Cache-Control": _FOREVER})

    def sound(self, request: Request) -> Response:
        """The edition that stands."""
        desk = self._asked(request)
        return _file(desk.folder / f"{desk.slug}.mp3", "audio/mpeg")

    def waveform(self, request: Request) -> Response:
        """The picture of the edition that stands."""
        answer = _file(self._asked(request).folder / "waveform.svg", "image/svg+xml")
        answer.headers["Content-Security-Policy"] = _PICTURE
        return answer

    def asset(self, request: Request) -> Response:
        """A style sheet or a script."""
        name = request.path_params["name"]
        if name not in _ASSETS:
            raise HTTPException(_MISSING)
        return Response(views.asset(name), media_type=_ASSETS[name])

    # ---- what is done

    def correct(self, request: Request, form: Form) -> Response:
        """Changes what is said of a line."""
        desk = self._asked(request)
        sheet = self._shop.sheet(desk)
        number = _found(sheet, request.path_params["number"], form.get("text", ""))
        if number is None:
            return self._outcome(
                request, desk, "This line is no longer in the article; nothing was saved.", code=409
            )
        line = sheet.prepared.script.utterances[number]
        what = f"the line “{_short(line.text or line.spoken)}”"
        try:
            asked = entries(sheet, number, _wish(form))
            desk.amend(asked, what, seen=form.get("seen", ""))
        except StaleError as error:
            return self._form(request, desk, sheet, number, form, str(error), _STALE)
        except ValueError:
            why = f"{form.get('pause')!r} is no number of seconds; type one such as 0.5."
            return self._form(request, desk, sheet, number, form, why, _WRONG)
        except AudionewsError as error:
            return self._form(request, desk, sheet, number, form, str(error), _WRONG)
        return self._outcome(request, desk, "Saved.", line=number, play="play" in form)

    def restore(self, request: Request, form: Form) -> Response:
        """Says a dropped line again."""
        desk = self._asked(request)
        entry = drops(self._shop.sheet(desk), form.get("text", ""))
        if entry is None:
            return self._outcome(request, desk, "Nothing drops this line any more.")
        what = f"leaving out “{_short(form.get('text', ''))}”"
        desk.amend([entry], what, seen=form.get("seen", ""))
        return self._outcome(request, desk, "The line is said again.")

    def save_text(self, request: Request, form: Form) -> Response:
        """Saves the article or the side file as it was typed."""
        desk = self._asked(request)
        path = desk.side if form.get("file") == "side" else desk.source
        try:
            desk.save(path, form.get("content", ""), path.name, seen=form.get("seen", ""))
        except AudionewsError as error:
            code = _STALE if isinstance(error, StaleError) else _WRONG
            return self._text_page(request, desk, form, str(error), code)
        return self._outcome(request, desk, f"{path.name} is saved.")

    def make(self, request: Request, form: Form) -> Response:
        """Makes the edition."""
        del form
        desk = self._asked(request)
        self._shop.makings.start(desk)
        if not _is_part(request):
            return RedirectResponse(_base(request), 303)
        now = self._shop.makings.progress(desk.folder)
        return _page(request, "making.html", now=now, base=_base(request))

    def check(self, request: Request, form: Form) -> Response:
        """Looks for what is wrong with the edition that stands."""
        del form
        desk = self._asked(request)
        found = len(self._shop.look(desk))
        return self._outcome(request, desk, f"{found or 'No'} finding{'s' if found != 1 else ''}.")

    def undo(self, request: Request, form: Form) -> Response:
        """Takes the last save back."""
        del form
        desk = self._asked(request)
        what = desk.undo()
        return self._outcome(
            request, desk, f"Undone: {what}." if what else "There is nothing to undo."
        )

    def write_feed(self, request: Request, form: Form) -> Response:
        """Writes the feed of the editions."""
        del form
        written = feed.write(self._shop.shelf.out, self._shop.settings(), now=datetime.now(UTC))
        return _page(request, "feed.html", written=written)

    # ---- what goes wrong

    def refused(self, request: Request, error: Exception) -> Response:
        """The page that says what is wrong and what to do."""
        return _page(request, "refused.html", code=_REFUSED, why=str(error))

    def missing(self, request: Request, error: Exception) -> Response:
        """The page for an address that leads nowhere."""
        del error
        return _page(request, "refused.html", code=_MISSING, why="There is no such page.")

    # ---- pages that several answers give

    def _asked(self, request: Request) -> Desk:
        """The desk that the address names."""
        desk = self._shop.desk(request.path_params["key"], request.path_params["slug"])
        if desk is None or not _is_name(desk.slug):
            raise HTTPException(_MISSING)
        return desk

    def _desk_page(self, request: Request, desk: Desk, *, code: int = 200) -> Response:
        about: dict[str, Any] = {
            "desk": desk,
            "base": _base(request),
            "undo": desk.history.last(),
            "now": self._shop.makings.progress(desk.folder),
        }
        try:
            sheet = self._shop.sheet(desk)
        except AudionewsError as error:
            return _page(request, "fault.html", part="halt.html", code=code, why=error, **about)
        self._shop.booth.wake(sheet)
        found = self._shop.looked_at(desk)
        lines = views.rows(sheet, changes.kept(desk.folder), by_line(desk, found or ()))
        about |= {
            "sheet": sheet,
            "lines": lines,
            "chapters": list(views.chapters(sheet, lines)),
            "parts": views.parts(sheet, lines),
            "left_out": views.left_out(sheet),
            "to_say": sum(self._shop.store.clip(key) is None for key in set(sheet.keys)),
            "stands": (desk.folder / f"{desk.slug}.mp3").is_file(),
            "made": desk.is_made(sheet),
            "pictured": (desk.folder / "waveform.svg").is_file(),
            "found": found,
        }
        return _page(request, "desk.html", part="screenplay.html", code=code, **about)

    def _form(
        self,
        request: Request,
        desk: Desk,
        sheet: Sheet,
        number: int,
        typed: Form | None = None,
        fault: str = "",
        code: int = 200,
    ) -> Response:
        lines = views.rows(sheet, None, {})
        if number >= len(lines):
            raise HTTPException(_MISSING)
        about = views.form(sheet, lines[number], self._shop.voices(sheet))
        now = about["values"]
        about["was"] = json.loads(typed.get("was", "{}")) if typed else now
        about["values"] = now | {name: typed[name] for name in now if typed and name in typed}
        answer = _page(
            request,
            "line.html",
            part="form.html",
            code=code,
            desk=desk,
            base=_base(request),
            fault=fault,
            **about,
        )
        if typed is not None:
            answer.headers["HX-Retarget"] = f"#edit-{request.path_params['number']}"
            answer.headers["HX-Reswap"] = "innerHTML"
        return answer

    def _text_page(
        self,
        request: Request,
        desk: Desk,
        typed: Form | None = None,
        fault: str = "",
        code: int = 200,
    ) -> Response:
        contents = {"article": desk.text(desk.source), "side": desk.text(desk.side) or ""}
        if typed:
            contents[typed.get("file", "article")] = typed.get("content", "")
        return _page(
            request,
            "text.html",
            code=code,
            desk=desk,
            base=_base(request),
            contents=contents,
            seen=desk.version(),
            fault=fault,
        )

    def _outcome(
        self,
        request: Request,
        desk: Desk,
        said: str,
        *,
        line: int | None = None,
        play: bool = False,
        code: int = 200,
    ) -> Response:
        """The screenplay as it is now, and what has come of the request, in words."""
        if not _is_part(request):
            place = f"#line-{line}" if line is not None else ""
            return RedirectResponse(_base(request) + place, 303)
        answer = self._desk_page(request, desk, code=code)
        told = {"said": said, "line": line, "play": play}
        answer.headers["HX-Trigger-After-Settle"] = json.dumps({"studio:done": told})
        return answer


def _page(
    request: Request, name: str, *, part: str | None = None, code: int = 200, **about: object
) -> Response:
    """A page; of one that was asked for by a script only the part that differs."""
    chosen = part if part and _is_part(request) else name
    about["path"] = request.url.path
    return HTMLResponse(views.environment().get_template(chosen).render(about), code)


def _is_part(request: Request) -> bool:
    return request.headers.get("hx-request") == "true"


def _base(request: Request) -> str:
    return f"/editions/{request.path_params['key']}/{request.path_params['slug']}/"


def _is_name(slug: str) -> bool:
    """Whether it can be the name of an edition's folder, and leads nowhere else."""
    return slug == Path(slug).name and not slug.startswith(".")


def _file(path: Path, kind: str) -> Response:
    if not path.is_file():
        raise HTTPException(_MISSING)
    return FileResponse(path, media_type=kind)


def _found(sheet: Sheet, number: int, text: str) -> int | None:
    """Where the line is now that had that number and those words."""
    texts = [said.text or said.spoken for said in sheet.prepared.script.utterances]
    if number < len(texts) and texts[number] == text:
        return number
    return texts.index(text) if text in texts else None


def _wish(form: Form) -> Wish:
    """What the form asks to be different from what it showed."""
    was = json.loads(form.get("was") or "{}")

    def changed(name: str) -> str | None:
        return form[name] if name in form and form[name] != was.get(name) else None

    speaker = form.get("other", "").strip() or changed("speaker")
    return Wish(
        speaker=speaker,
        voice=changed("voice"),
        say=changed("say"),
        pause=changed("pause"),
        skip=True if form.get("skip") else None,
        written=form.get("written", ""),
        respelt=form.get("respelt", ""),
    )


def _short(text: str, most: int = 40) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
