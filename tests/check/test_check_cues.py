"""An edition with everything that can be added for the ear has no finding."""

import pytest

from audionews import edition
from audionews.check import Severity, check
from audionews.settings import Cues, Delivery, Roles, Settings, Speech

PAGE = """<html lang="en"><head><title>Bridge opens after nine years</title></head><body><article>
<h1>Bridge opens after nine years</h1>
<p>SANDVIK -- The bridge over the Lund opened on Monday, and people came from far away.</p>
<p lang="ru">На мосту пели до самого утра. Потом пошёл дождь, и все разошлись по домам.</p>
<p>"It took us nine long years," said Olim Nazar, the mayor of Sandvik. "Nobody believed in it."</p>
<h2>The crowd</h2>
<p>Hundreds of people came to see it, he said, and the band played until the evening.</p>
</article></body></html>"""


@pytest.mark.parametrize("quotations", ["pause", "earcon", "spoken"])
def test_an_edition_with_every_cue_has_no_fault(tmp_path, quotations):
    source = tmp_path / "bridge.html"
    source.write_text(PAGE, encoding="utf-8")
    settings = Settings(
        speech=Speech(engine="tone", jobs=1),
        cues=Cues(quotations=quotations, pause=4, sections=True, closing=True),
        roles=Roles(subheading=Delivery(pause=3, rate=0.8, pitch=2), dateline=Delivery(pitch=-1)),
    )
    (made,) = edition.make(source, settings, tmp_path / "output")
    found = [one for one in check(made.folder).findings if one.severity is not Severity.NOTE]
    assert (found, made.notes) == ([], ())
    heard = {made.cast.part(said).name for said in made.script.utterances}
    assert {"narrator", "narrator (ru)", "Olim Nazar", "subheading"} <= heard
