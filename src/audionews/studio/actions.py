"""What each address does: corrections, saves, and editions being made."""

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from audionews.errors import AudionewsError
from audionews.publish import feed
from audionews.studio.corrections import Wish, drops, entries
from audionews.studio.desk import Sheet, StaleError
from audionews.studio.pages import STALE, WRONG, Form, Pages, base, is_part, page, was
from audionews.studio.workshop import Workshop


class Actions:
    """What is done; each action gives the page that shows what has come of it."""

    def __init__(self, workshop: Workshop) -> None:
        """Actions in a workshop."""
        self._shop, self._pages = workshop, Pages(workshop)

    def correct(self, request: Request, form: Form) -> Response:
        """Changes what is said of a line."""
        desk = self._pages.asked(request)
        sheet = self._shop.sheet(desk)
        number = _found(sheet, request.path_params["number"], form.get("text", ""))
        if number is None:
            return self._pages.outcome(
                request,
                desk,
                "This line is no longer in the article; nothing was saved.",
                code=STALE,
            )
        line = sheet.prepared.script.utterances[number]
        what = f"the line “{_short(line.text or line.spoken)}”"
        try:
            asked = entries(sheet, number, _wish(form))
            desk.amend(asked, what, seen=form.get("seen", ""))
        except StaleError as error:
            return self._pages.form(request, desk, sheet, number, form, str(error), STALE)
        except ValueError:
            why = f"{form.get('pause')!r} is no number of seconds; type one such as 0.5."
            return self._pages.form(request, desk, sheet, number, form, why, WRONG)
        except AudionewsError as error:
            return self._pages.form(request, desk, sheet, number, form, str(error), WRONG)
        return self._pages.outcome(request, desk, "Saved.", line=number, play="play" in form)

    def restore(self, request: Request, form: Form) -> Response:
        """Says a dropped line again."""
        desk = self._pages.asked(request)
        entry = drops(self._shop.sheet(desk), form.get("text", ""))
        if entry is None:
            return self._pages.outcome(request, desk, "Nothing drops this line any more.")
        what = f"leaving out “{_short(form.get('text', ''))}”"
        desk.amend([entry], what, seen=form.get("seen", ""))
        return self._pages.outcome(request, desk, "The line is said again.")

    def save_text(self, request: Request, form: Form) -> Response:
        """Saves the article or the side file as it was typed."""
        desk = self._pages.asked(request)
        path = desk.side if form.get("file") == "side" else desk.source
        try:
            desk.save(path, form.get("content", ""), path.name, seen=form.get("seen", ""))
        except AudionewsError as error:
            code = STALE if isinstance(error, StaleError) else WRONG
            return self._pages.text(request, desk, form, str(error), code)
        return self._pages.outcome(request, desk, f"{path.name} is saved.")

    def make(self, request: Request, form: Form) -> Response:
        """Makes the edition."""
        del form
        desk = self._pages.asked(request)
        self._shop.makings.start(desk)
        if not is_part(request):
            return RedirectResponse(base(request), 303)
        now = self._shop.makings.progress(desk.folder)
        return page(request, "making.html", now=now, base=base(request))

    def check(self, request: Request, form: Form) -> Response:
        """Looks for what is wrong with the edition that stands."""
        del form
        desk = self._pages.asked(request)
        found = len(self._shop.look(desk))
        return self._pages.outcome(
            request, desk, f"{found or 'No'} finding{'s' if found != 1 else ''}."
        )

    def undo(self, request: Request, form: Form) -> Response:
        """Takes the last save back."""
        del form
        desk = self._pages.asked(request)
        what = desk.undo()
        return self._pages.outcome(
            request, desk, f"Undone: {what}." if what else "There is nothing to undo."
        )

    def write_feed(self, request: Request, form: Form) -> Response:
        """Writes the feed of the editions."""
        del form
        written = feed.write(self._shop.shelf.out, self._shop.settings(), now=datetime.now(UTC))
        return page(request, "feed.html", written=written)


def _found(sheet: Sheet, number: int, text: str) -> int | None:
    """Where the line is now that had that number and those words."""
    texts = [said.text or said.spoken for said in sheet.prepared.script.utterances]
    if number < len(texts) and texts[number] == text:
        return number
    return texts.index(text) if text in texts else None


def _wish(form: Form) -> Wish:
    """What the form asks to be different from what it showed."""
    shown = was(form)

    def changed(name: str) -> str | None:
        return form[name] if name in form and form[name] != shown.get(name) else None

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
    text = text.strip("\"'“”„«» ")
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
