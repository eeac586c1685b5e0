"""Measures who said what against gold quotations: evaluate quotes [GOLD.jsonl[.gz] ...]."""

import argparse
import gzip
import importlib.util
import json
import os
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from audionews.model import Article, Attributions, Block, BlockKind
from audionews.quotes import attribute

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("AUDIONEWS_CORPUS", ROOT.parent / "shared" / "corpus")) / "quotes"
GERMAN = ROOT / "tests" / "corpus" / "quotes" / "german_speakers.jsonl"
"""Surnames of the speakers whom the German annotation gives in words of the text."""
SEXES = ROOT / "tests" / "corpus" / "quotes" / "sexes.jsonl"
"""Speakers whose sex the annotation has plainly wrong, each with the right one and why."""
ANSWERS = ROOT / "tests" / "corpus" / "quotes" / "pronouns.jsonl"
FLOORS = ROOT / "tests" / "floors.json"
Row = dict[str, Any]


def main(argv: list[str]) -> int:
    options = _options(argv)
    scorer = _scorer()
    if options.pronouns:
        return _pronouns(scorer, raise_them=options.raise_floors)
    failed = False
    for path in options.gold or [CORPUS / "dev.jsonl.gz"]:
        gold = list(rows(path))
        started = time.process_time()
        system = {article["id"]: quotations(article) for article in gold}
        seconds = time.process_time() - started
        errors: list[tuple[Any, ...]] = []
        result = scorer.score(gold, system, errs=errors)
        print(f"{path.name}: {len(gold)} articles\n{scorer.table(result)}")
        words = sum(len(article["text"].split()) for article in gold)
        print(f"speed {words / seconds:,.0f} words a second of CPU")
        _show(errors, options.errors)
        if options.system:
            _write(options.system, system)
        name = path.name.split(".")[0]
        numbers = measures(result)
        if name == "de_dev":
            numbers |= _german(scorer, system)
        elif "sex_right" in numbers:
            numbers |= _mended(scorer, gold, system, numbers["sex_right"])
        failed |= not _floors(name, numbers, raise_them=options.raise_floors)
    return int(failed)


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="evaluate quotes", description=__doc__)
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="show so many errors of each class")
    parser.add_argument("--system", type=Path, help="write the system file here")
    parser.add_argument("--pronouns", action="store_true", help="pronouns answered by hand")
    parser.add_argument("--raise-floors", action="store_true", help="accept better numbers")
    return parser.parse_args(argv)


def _pronouns(scorer: ModuleType, *, raise_them: bool) -> int:
    """How many of the pronouns that were answered by hand are given to the right person."""
    answers = list(rows(ANSWERS))
    articles = {row["id"]: row for row in rows(CORPUS / "dev.jsonl.gz")}
    spoken = {row["id"]: quotations(articles[row["id"]]) for row in answers}
    right = {"full": 0, "surname": 0}
    for answer in answers:
        names = (q["speaker"] for q in spoken[answer["id"]] if _around(q, answer["start"]))
        name = next(names, None)
        right["full"] += scorer.same_full(name, [answer["speaker"]])
        right["surname"] += scorer.same_last(name, [answer["speaker"]])
    shares = {name: round(100 * count / len(answers), 2) for name, count in right.items()}
    print(f"{len(answers)} pronouns: {shares}")
    return int(not _floors("pronouns", shares, raise_them=raise_them))


def _mended(
    scorer: ModuleType, gold: list[Row], system: dict[str, list[Row]], labelled: float
) -> dict[str, float]:
    """The share of right sexes where the plainly wrong labels are mended."""
    right = {(row["id"], row["speaker"]): row["sex"] for row in rows(SEXES)}
    mended = 0
    for article in gold:
        for quotation in article["quotes"]:
            known = right.get((article["id"], quotation["speaker"])) if quotation["sex"] else None
            mended += known not in {None, quotation["sex"]}
            quotation["sex"] = known or quotation["sex"]
    sex = scorer.score(gold, system)["sex"]
    share = round(100 * sex["right"] / sex["given"], 2)
    print(f"sex right: {labelled} % as labelled, {share} % with {mended} wrong labels mended")
    return {"sex_right_mended": share}


def _german(scorer: ModuleType, system: dict[str, list[Row]]) -> dict[str, float]:
    """How many of the German quotations with a named speaker are given to that speaker."""
    answers = list(rows(GERMAN))
    right = 0
    for answer in answers:
        names = (q["speaker"] for q in system[answer["id"]] if _around(q, answer["start"]))
        words = scorer.norm_name(next(names, None))
        right += any(scorer.norm_name(name)[-1] in words for name in answer["surnames"])
    share = round(100 * right / len(answers), 2)
    print(f"{len(answers)} named speakers: {share} % right")
    return {"named": share}


def _around(quotation: Row, start: int) -> bool:
    return bool(quotation["start"] <= start < quotation["end"])


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", CORPUS / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{CORPUS / 'score.py'} is missing; set AUDIONEWS_CORPUS")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows(path: Path) -> Iterator[Row]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    yield from (json.loads(line) for line in text.splitlines() if line.strip())


def article_of(text: str, language: str) -> tuple[Article, list[int]]:
    """The article with a paragraph for each line, and where each begins in the text."""
    blocks, offsets, at = [], [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(kind=BlockKind.PARAGRAPH, text=line))
            offsets.append(at)
        at += len(line) + 1
    return Article(blocks=tuple(blocks), language=language), offsets


def quotations(row: Row) -> list[Row]:
    article, offsets = article_of(row["text"], row["lang"])
    found: Attributions = attribute(article)
    return [
        {
            "start": offsets[q.block] + q.start,
            "end": offsets[q.block] + q.end,
            "speaker": q.speaker,
            "sex": (person.sex or None) if (person := found.person(q.speaker)) else None,
            "rule": q.rule,
            "mention": q.mention,
            "confidence": q.confidence,
        }
        for q in found.quotations
    ]


def measures(result: Row) -> dict[str, float]:
    """The numbers that have floors, in per cent."""
    sex = result["sex"]
    shares = {
        "span_f1": result["exact"]["f1"],
        "scare_silent": 1 - result["scare_fp_rate"],
    }
    if person := result["attribution"].get("person"):
        shares |= {"speaker_full": person["e2e_full"], "speaker_surname": person["e2e_last"]}
        shares |= {"voices_f1": result["voices_bcubed"]["f1"]}
    if sex["given"]:
        shares["sex_right"] = sex["right"] / sex["given"]
    return {name: round(100 * share, 2) for name, share in shares.items()}


def _floors(name: str, numbers: dict[str, float], *, raise_them: bool) -> bool:
    everything = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    floors = everything.setdefault("quotes", {}).setdefault(name, {})
    low = {key: value for key, value in numbers.items() if value < floors.get(key, 0)}
    for key, value in low.items():
        print(f"below the floor: {name} {key} {value} < {floors[key]}")
    if raise_them:
        floors.update({k: max(v, floors.get(k, 0)) for k, v in numbers.items()})
        FLOORS.write_text(json.dumps(everything, indent=1) + "\n")
    return not low


def _show(errors: list[tuple[Any, ...]], many: int) -> None:
    for kind, count in Counter(error[0] for error in errors).most_common():
        print(f"  {kind:14s} {count}")
        of_kind = [error for error in errors if error[0] == kind]
        for _, name, words, gold, given in (
            of_kind[:: max(1, len(of_kind) // many)][:many] if many else []
        ):
            shown = words.replace("\n", "⏎")
            print(f"    {name[-24:]} | {shown} | gold {gold} | given {given}")
    worst = Counter(error[1] for error in errors).most_common(5 if many else 0)
    for name, count in worst:
        print(f"  {count} errors in {name}")


def _write(path: Path, system: dict[str, list[Row]]) -> None:
    with path.open("w", encoding="utf-8") as out:
        for name, found in system.items():
            out.write(json.dumps({"id": name, "quotes": found}, ensure_ascii=False) + "\n")
