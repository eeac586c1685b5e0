"""What the producer says of single sentences, laid over the script: words, pauses, what is dropped.

A sentence that is dropped is declared as left out, so that no word of the article is lost in
silence.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from audionews.article.sidefile import Sentence
from audionews.article.words import fold
from audionews.errors import ArticleError
from audionews.model import Article, LeftOut, Script, Utterance
from audionews.spoken import Lexicon


def retouch(
    script: Script,
    article: Article,
    sentences: Sequence[Sentence],
    lexicon: Lexicon,
    *,
    where: str,
) -> tuple[Script, tuple[str, ...]]:
    """The script as the producer wants it, and the entries that did nothing.

    An entry is for every utterance that is exactly its words; where there is none, for the one
    that begins with them, however often the article repeats it.

    Args:
        where: the name of the file in which the producer says so.

    Raises:
        ArticleError: nothing is left to be said.
    """
    if not sentences:
        return script, ()
    entries, notes = meant(script.utterances, sentences, where)
    kept = [
        _said_so(said, sentences[entries[number]], lexicon) if number in entries else said
        for number, said in enumerate(script.utterances)
    ]
    dropped = {number for number, entry in entries.items() if sentences[entry].skip}
    dropped |= _left_alone(kept, dropped)
    if len(dropped) == len(kept):
        raise ArticleError(f"{where} drops every sentence; remove a skip = true")
    left_out = [_left_out(kept[n], article, where) for n in sorted(dropped) if kept[n].text]
    return replace(
        script,
        utterances=_without(kept, dropped),
        left_out=tuple(sorted((*script.left_out, *left_out), key=lambda line: line.block)),
    ), notes


def meant(
    utterances: Sequence[Utterance], sentences: Sequence[Sentence], where: str = ""
) -> tuple[Mapping[int, int], tuple[str, ...]]:
    """The number of the first entry for each utterance that has one, and the entries in vain."""
    places = defaultdict[str, list[int]](list)
    for number, said in enumerate(utterances):
        if said.text:
            places[folded(said.text)].append(number)
    entries, notes = dict[int, int](), list[str]()
    for index, entry in enumerate(sentences):
        anchor = folded(entry.text)
        found = [anchor] if anchor in places else [t for t in places if t.startswith(anchor)]
        if len(found) == 1:
            entries = {**dict.fromkeys(places[found[0]], index), **entries}
        elif found:
            notes.append(
                f"{where}: different sentences begin with “{entry.text}”; give more of its words"
            )
        else:
            notes.append(
                f"{where}: no sentence begins with “{entry.text}”; mend or remove the entry"
            )
    return entries, tuple(notes)


def folded(text: str) -> str:
    """The text as an entry is compared with it."""
    return fold(text).casefold()


def _said_so(said: Utterance, entry: Sentence, lexicon: Lexicon) -> Utterance:
    if words := fold(entry.say):
        said = replace(said, spoken=words, sounds=lexicon.sounds(words, said.language))
    return said if entry.pause is None else replace(said, pause=entry.pause)


def _left_alone(utterances: Sequence[Utterance], dropped: set[int]) -> set[int]:
    """The announcements of blocks of which everything else is dropped."""
    still = {said.block for n, said in enumerate(utterances) if said.text and n not in dropped}
    touched = {utterances[number].block for number in dropped} - still
    return {
        number
        for number, said in enumerate(utterances)
        if not said.text and said.block in touched and said.block >= 0
    }


def _left_out(said: Utterance, article: Article, where: str) -> LeftOut:
    block = article.blocks[said.block]
    reason = f"{where} says so"
    return LeftOut(
        text=said.text, block=said.block, line=block.line, kind=block.kind.value, reason=reason
    )


def _without(utterances: Sequence[Utterance], dropped: set[int]) -> tuple[Utterance, ...]:
    """The others; a pause or an earcon that a dropped one had goes to its neighbour."""
    kept, opens = list[Utterance](), None
    for number, said in enumerate(utterances):
        if number not in dropped:
            first = opens is not None and opens == said.quotation
            kept.append(replace(said, opens=True) if first else said)
            opens = None
            continue
        if said.opens:
            opens = said.quotation
        if kept:
            before = kept[-1]
            closes = before.closes or (said.closes and before.quotation == said.quotation)
            kept[-1] = replace(before, pause=max(before.pause, said.pause), closes=closes)
    return tuple(kept)
