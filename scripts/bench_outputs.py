"""What everything costs that is made of an edition but its speech and its sound.

    python scripts/bench_outputs.py ARTICLE FOLDER STORE

Makes the pages, transcripts, books, pictures and tags again for an edition of espeak's that lies
in the folder, and prints the seconds of processor time that it took, imports and all.
"""

import json
import shutil
import sys
import tempfile
import time
from pathlib import Path


def outputs(article, folder, store):
    """Seconds of processor time for all outputs together, and how many files they are."""
    from audionews import audio, prepare, speech
    from audionews.model import Edition
    from audionews.publish.outputs import drafts, publish
    from audionews.settings import Settings, Speech

    settings = Settings(speech=Speech(engine="espeak"))
    ((_, think),) = prepare.editions(article, settings, fetch=False)
    known = think()
    said = speech.say(known.script, known.cast, store, settings.speech)
    made = Edition(
        article=known.article,
        attributions=known.attributions,
        script=known.script,
        cast=known.cast,
        programme=audio.arrange(known.script, said.clips),
    )

    def samples(clip):
        return store.read(clip.key).samples

    with tempfile.TemporaryDirectory() as place:
        mp3 = Path(shutil.copy(next(folder.glob("*.mp3")), place))
        began = time.process_time()
        survey = audio.survey(made.programme, said.clips, samples, longest_silence=2.0)
        drafted = drafts(made, settings, mp3.stem, survey.levels)
        files = publish(made, settings, drafted, mp3)
        return time.process_time() - began, len(files)


if __name__ == "__main__":
    from audionews.speech import Store

    article, folder, store = map(Path, sys.argv[1:])
    print(json.dumps(outputs(article, folder, Store(store))))
