import json
import os
import time

import pytest

from audionews.publish.record import clips_in_use
from audionews.speech import Store, default_root


@pytest.fixture
def made(run, article):
    """An edition, and one clip that no edition uses any more."""
    run("make", article, "-q")
    article.write_text(article.read_text().replace("took years", "took ages"))
    run("make", article, "-q")
    return article.parent / "output"


def figures(run, *arguments):
    code, out, _ = run("store", *arguments, "--json")
    assert code == 0
    return json.loads(out)


def test_size_tells_what_editions_use(run, made):
    found = figures(run, "size")
    assert (found["clips"], found["clips_in_use"]) == (7, 6)
    assert figures(run, "size", made.parent) == found
    _, out, _ = run("store", "size")
    assert "clips in use" in out


def test_verify_deletes_what_is_damaged_and_make_mends_it(run, made, article):
    store = Store(default_root())
    key = min(clips_in_use([made]))
    store.path(key).write_bytes(store.path(key).read_bytes()[:-1] + b"\x55")
    assert figures(run, "verify")["damaged"] == 1
    assert figures(run, "verify")["damaged"] == 0
    (made / "bridge" / "bridge.mp3").unlink()
    run("make", article, "-q")
    assert store.read(key)


def test_prune_never_takes_what_an_edition_uses(run, made):
    assert figures(run, "prune", "--older-than", "1d")["deleted"] == 0
    assert figures(run, "prune", "--older-than", "0d", "--dry-run")["to_delete"] == 1
    assert figures(run, "prune", "--larger-than", "0kb")["deleted"] == 1
    assert figures(run, "size")["clips"] == 6
    assert figures(run, "prune", "--older-than", "0d", made / "bridge")["deleted"] == 0


def test_prune_goes_by_the_last_use(run, made):
    store = Store(default_root())
    used = clips_in_use([made])
    (spare,) = (path for path in store.root.glob("??/*.wav") if path.stem not in used)
    os.utime(spare, (time.time() - 40 * 86_400,) * 2)
    assert figures(run, "prune", "--older-than", "6w")["deleted"] == 0
    assert figures(run, "prune", "--older-than", "30d")["deleted"] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--older-than 30d"),
        (("--older-than", "30"), "m, h, d, w"),
        (("--larger-than", "2 parsecs"), "kb, mb, gb, tb"),
        (("--older-than", "1d", "nowhere"), "nowhere"),
    ],
)
def test_prune_says_what_it_needs(run, arguments, said):
    code, _, err = run("store", "prune", *arguments)
    assert code == 2
    assert said in err
