"""The pages that several answers give, and what all of them share."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from audionews import changes
from audionews.errors import AudionewsError
from audionews.publish import record
from audionews.studio import views
from audionews.studio.desk import Desk, NoEditionError, Sheet
from audionews.studio.workshop import Workshop, by_line

REFUSED, MISSING, STALE, WRONG = 400, 404, 409, 422
"""The script shows what comes with the last two in place, and tells what the others say."""
Form = Mapping[str, str]


class Pages:
    """The pages of the editions of a workshop."""

    def __init__(self, workshop: Workshop) -> None:
        """Pages of a workshop."""
        self._shop = workshop

    def asked(self, request: Request) -> Desk:
        """The desk that the address names."""
        desk = self._shop.desk(request.path_params["key"], request.path_params["slug"])
        if desk is None or not _is_name(desk.slug):
            raise HTTPException(MISSING)
        return desk

    def desk(self, request: Request, desk: Desk, *, code: int = 200) -> Response:
        """The screenplay, or why there is none."""
        about: dict[str, Any] = {
            "desk": desk,
            "base": base(request),
            "undo": desk.history.last(),
            "now": self._shop.makings.progress(desk.folder),
        }
        try:
            sheet = self._shop.sheet(desk)
        except NoEditionError:
            raise HTTPException(MISSING) from None
        except AudionewsError as error:
            return page(request, "fault.html", part="halt.html", code=code, why=error, **about)
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
            "heard": record.read(desk.folder).get("plan", "")[:12],
            "pictured": (desk.folder / "waveform.svg").is_file(),
            "found": found,
        }
        return page(request, "desk.html", part="screenplay.html", code=code, **about)

    def form(
        self,
        request: Request,
        desk: Desk,
        sheet: Sheet,
        number: int,
        typed: Form | None = None,
        fault: str = "",
        code: int = 200,
    ) -> Response:
        """The form of a line; where it was sent in vain, as it was typed, with the reason."""
        lines = views.rows(sheet, None, {})
        if number >= len(lines):
            raise HTTPException(MISSING)
        about = views.form(sheet, lines[number], self._shop.voices(sheet))
        now = about["values"]
        about["was"] = was(typed) if typed else now
        about["values"] = now | {name: typed[name] for name in now if typed and name in typed}
        answer = page(
            request,
            "line.html",
            part="form.html",
            code=code,
            desk=desk,
            base=base(request),
            fault=fault,
            **about,
        )
        if typed is not None:
            answer.headers["HX-Retarget"] = f"#edit-{request.path_params['number']}"
            answer.headers["HX-Reswap"] = "innerHTML"
        return answer

    def text(
        self,
        request: Request,
        desk: Desk,
        typed: Form | None = None,
        fault: str = "",
        code: int = 200,
    ) -> Response:
        """The article and its side file, or what was typed instead of one of them."""
        contents = {"article": desk.text(desk.source), "side": desk.text(desk.side) or ""}
        if typed:
            contents[typed.get("file", "article")] = typed.get("content", "")
        return page(
            request,
            "text.html",
            code=code,
            desk=desk,
            base=base(request),
            contents=contents,
            seen=desk.version(),
            fault=fault,
        )

    def outcome(
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
        if not is_part(request):
            place = f"#line-{line}" if line is not None else ""
            return RedirectResponse(base(request) + place, 303)
        answer = self.desk(request, desk, code=code)
        told = {"said": said, "line": line, "play": play}
        answer.headers["HX-Trigger-After-Settle"] = json.dumps({"studio:done": told})
        return answer


def page(
    request: Request, name: str, *, part: str | None = None, code: int = 200, **about: object
) -> Response:
    """A page; of one that was asked for by a script only the part that differs."""
    chosen = part if part and is_part(request) else name
    about["path"] = request.url.path
    return HTMLResponse(views.environment().get_template(chosen).render(about), code)


def was(form: Form) -> Form:
    """What the form showed before anything was typed, as it sends it along."""
    with suppress(ValueError):
        shown = json.loads(form.get("was", ""))
        return shown if isinstance(shown, dict) else {}
    return {}


def is_part(request: Request) -> bool:
    """Whether the script asks, which puts the answer into the page that is there."""
    return request.headers.get("hx-request") == "true"


def base(request: Request) -> str:
    """The address of the edition that is asked for."""
    return f"/editions/{request.path_params['key']}/{request.path_params['slug']}/"


def _is_name(slug: str) -> bool:
    """Whether it can be the name of an edition's folder, and leads nowhere else."""
    return slug == Path(slug).name and not slug.startswith(".")
