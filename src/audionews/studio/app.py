"""The web app: which address leads where, and how requests and answers look."""

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from audionews import speech
from audionews.errors import AudionewsError
from audionews.settings import Settings
from audionews.speech import Store
from audionews.studio.answers import Answers
from audionews.studio.booth import Booth
from audionews.studio.guard import TOKEN, Guard, new_token
from audionews.studio.shelf import Shelf
from audionews.studio.workshop import Workshop

_FIELDS = 40
"""A form has fewer."""
_EDITION = "/editions/{key:str}/{slug:str}"
Form = Mapping[str, str]
Answer = Callable[[Request, Form], Response]


class Studio:
    """The app, with its address; at the end of its ``with`` block no engine is left."""

    def __init__(self, shelf: Shelf, settings: Callable[[], Settings], reached_at: str) -> None:
        """A studio for a shelf.

        Args:
            shelf: the articles and their editions.
            settings: gives the settings as they are now.
            reached_at: the web address at which it listens.
        """
        store, token = Store(speech.default_root()), new_token()
        self._booth = Booth(store)
        workshop = Workshop(shelf=shelf, settings=settings, store=store, booth=self._booth)
        self.address = f"{reached_at}?{TOKEN}={token}"
        """What opens it, for whoever started it."""
        port = urlsplit(reached_at).port
        hosts = [f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")]
        answers = Answers(workshop)
        self.application = Starlette(
            routes=_routes(answers),
            middleware=[Middleware(Guard, token=token, hosts=hosts)],
            exception_handlers={AudionewsError: answers.refused, 404: answers.missing},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._booth.close()


def _routes(answers: Answers) -> list[Route]:
    shows = {
        "/": answers.editions,
        "/articles/{key:str}/": answers.article,
        f"{_EDITION}/": answers.desk,
        f"{_EDITION}/lines/{{number:int}}": answers.line,
        f"{_EDITION}/text": answers.text,
        f"{_EDITION}/making": answers.making,
        f"{_EDITION}/clips/{{clip:str}}.wav": answers.clip,
        f"{_EDITION}/sound.mp3": answers.sound,
        f"{_EDITION}/waveform.svg": answers.waveform,
        "/static/{name:str}": answers.asset,
    }
    does = {
        "/feed": answers.write_feed,
        f"{_EDITION}/lines/{{number:int}}": answers.correct,
        f"{_EDITION}/restore": answers.restore,
        f"{_EDITION}/text": answers.save_text,
        f"{_EDITION}/make": answers.make,
        f"{_EDITION}/check": answers.check,
        f"{_EDITION}/undo": answers.undo,
    }
    return [
        *(Route(path, _showing(answer), methods=["GET"]) for path, answer in shows.items()),
        *(Route(path, _doing(answer), methods=["POST"]) for path, answer in does.items()),
        Route(f"{_EDITION}/events", answers.events, methods=["GET"]),
    ]


def _showing(answer: Callable[[Request], Response]) -> Callable[[Request], object]:
    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(answer, request)

    return endpoint


def _doing(answer: Answer) -> Callable[[Request], object]:
    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(answer, request, _form(await request.body()))

    return endpoint


def _form(body: bytes) -> Form:
    """The fields of a form, white space at their ends included; of several the last."""
    try:
        fields = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=_FIELDS)
    except ValueError:  # too many, or not UTF-8
        return {}
    return {name: values[-1] for name, values in fields.items()}
