import json
import os
import socket
import subprocess
import sys
import time

import pytest

from audionews.batch.cluster import connected
from audionews.batch.elsewhere import Bucket
from audionews.errors import AudionewsError

fsspec = pytest.importorskip("fsspec")
pytest.importorskip("s3fs")
pytest.importorskip("moto")
pytest.importorskip("distributed")

ARTICLE = """Bridge opens after nine years

By Ada Brook

SANDVIK -- The bridge over the Lund opened on Monday. It is the longest in the valley.

“At last,” said Ada Holm, the mayor of Sandvik.
"""


@pytest.fixture(scope="module")
def s3(tmp_path_factory):
    """The address of an S3 server on loopback."""
    ready = tmp_path_factory.mktemp("s3") / "port"
    program = (
        "import sys, time, pathlib\n"
        "from moto.server import ThreadedMotoServer\n"
        "server = ThreadedMotoServer(ip_address='127.0.0.1', port=0)\n"
        "server.start()\n"
        "pathlib.Path(sys.argv[1]).write_text(str(server.get_host_and_port()[1]))\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(ready)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        while process.poll() is None and not (ready.exists() and ready.read_text()):
            time.sleep(0.1)
        if process.poll() is not None:
            pytest.skip("moto's server does not start here")
        yield f"http://127.0.0.1:{ready.read_text()}"
        process.kill()


@pytest.fixture
def bucket(s3, monkeypatch, request):
    """A fresh bucket's address, and how its files are reached."""
    for name, value in {
        "AWS_ENDPOINT_URL": s3,
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    name = f"bucket-{abs(hash(request.node.name)) % 10**8}"
    subprocess.run(
        [
            *(sys.executable, "-c"),
            "import sys, boto3; boto3.client('s3').create_bucket(Bucket=sys.argv[1])",
            name,
        ],
        check=True,
    )
    return f"s3://{name}"


@pytest.fixture
def memory():
    """A file system of this process alone, whose files are bytes by their names."""
    files = fsspec.filesystem("memory")
    yield files
    files.store.clear()


def remote(code, *arguments):
    """What a program with fsspec prints: its threads and loops are not this process's."""
    head = "import sys, json, fsspec; fs, root = fsspec.core.url_to_fs(sys.argv[1])\n"
    done = subprocess.run(
        [sys.executable, "-c", head + code, *map(str, arguments)],
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout or "null")


def put(url, **files):
    each = "for name, text in json.loads(sys.argv[2]).items():"
    remote(f"{each} fs.pipe(f'{{root}}/{{name}}', text.encode())", url, json.dumps(files))


def names(url):
    found = "found = fs.find(root, detail=True).items()\n"
    sizes = "{path[len(root) + 1:]: info['size'] for path, info in found}"
    return remote(f"{found}json.dump({sizes}, sys.stdout)", url)


def text(url, name):
    return remote("json.dump(fs.cat(root + '/' + sys.argv[2]).decode(), sys.stdout)", url, name)


def run(url, tmp_path, **more):
    """A whole batch in a process of its own, as users run it."""
    command = [
        *(sys.executable, "-m", "audionews", "batch", f"{url}/news", "-o", f"{url}/out"),
        *("--engine", "tone", "--jobs", "1", "--json"),
        *(word for option, value in more.items() for word in (f"--{option}", value)),
    ]
    environment = {
        **os.environ,
        "AUDIONEWS_STORE": str(tmp_path / "local"),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def test_articles_and_editions_may_lie_in_a_bucket(bucket, tmp_path):
    side = '[[quotations]]\ntext = "At last"\nspeaker = "Olim Nazar"\n'
    put(bucket, **{"news/a.txt": ARTICLE, "news/a.audionews.toml": side, "news/b/a.txt": ARTICLE})
    code, rows, err = run(bucket, tmp_path)
    assert (code, [row["outcome"] for row in rows]) == (0, ["made", "made"]), err
    assert rows[0]["source"] == f"{bucket}/news/a.txt"
    there = names(f"{bucket}/out")
    for row in rows:
        name = row["folder"].rpartition("/")[2]
        kept = json.loads(text(f"{bucket}/out", f"{name}/edition.json"))
        assert kept["source"] == row["source"]
        assert {f"{name}/{file}": of["bytes"] for file, of in kept["files"].items()} == {
            path: size
            for path, size in there.items()
            if path.startswith(f"{name}/") and not path.endswith("edition.json")
        }
    assert rows[0]["folder"] == f"{bucket}/out/a"
    assert rows[1]["folder"].startswith(f"{bucket}/out/a-")
    assert "Olim Nazar" in text(f"{bucket}/out", "a/script.json")
    assert "report.html" in there


def test_a_second_run_in_a_bucket_changes_nothing(bucket, tmp_path):
    put(bucket, **{"news/a.txt": ARTICLE})
    run(bucket, tmp_path)
    before = names(f"{bucket}/out")
    code, rows, err = run(bucket, tmp_path)
    assert (code, [row["outcome"] for row in rows]) == (0, ["unchanged"]), err
    after = names(f"{bucket}/out")
    assert {k: v for k, v in after.items() if "report" not in k} == {
        k: v for k, v in before.items() if "report" not in k
    }


def test_machines_share_their_clips(bucket, tmp_path):
    put(bucket, **{"news/a.txt": ARTICLE})
    shared = {"shared-store": f"{bucket}/clips"}
    _, rows, err = run(bucket, tmp_path / "one", **shared)
    assert rows[0]["said_anew"] == rows[0]["utterances"], err
    remote("fs.rm(root, recursive=True)", f"{bucket}/out")
    _, rows, err = run(bucket, tmp_path / "two", **shared)
    assert (rows[0]["outcome"], rows[0]["said_anew"]) == ("made", 0), err
    local = {path.name for path in (tmp_path / "two" / "local").glob("??/*.wav")}
    assert local == {name.rpartition("/")[2] for name in names(f"{bucket}/clips")}


def test_a_shared_clip_that_is_damaged_is_said_anew(bucket, tmp_path):
    put(bucket, **{"news/a.txt": ARTICLE})
    shared = {"shared-store": f"{bucket}/clips"}
    run(bucket, tmp_path / "one", **shared)
    (victim, *_) = sorted(names(f"{bucket}/clips"))
    put(f"{bucket}/clips", **{victim: "noise"})
    remote("fs.rm(root, recursive=True)", f"{bucket}/out")
    _, rows, err = run(bucket, tmp_path / "two", **shared)
    assert (rows[0]["outcome"], rows[0]["said_anew"]) == ("made", 1), err
    assert names(f"{bucket}/clips")[victim] > 100


def test_a_bucket_that_is_not_there_is_a_row(bucket, tmp_path):
    code, rows, _ = run(f"{bucket}-not", tmp_path)
    assert code >= 3
    assert all(row["outcome"] == "failed" for row in rows)


def test_an_edition_appears_with_its_record_last(memory, tmp_path, monkeypatch):
    folder = tmp_path / "a"
    folder.mkdir()
    for name in ("zebra.txt", "edition.json", "a.mp3"):
        (folder / name).write_text("{}")
    order = []
    placed = type(memory).put_file
    monkeypatch.setattr(
        type(memory),
        "put_file",
        lambda self, source, path, **more: order.append(path) or placed(self, source, path, **more),
    )
    bucket = Bucket("memory://out")
    bucket.put(folder)
    assert [path.rpartition("/")[2] for path in order] == ["a.mp3", "zebra.txt", "edition.json"]
    assert bucket.read("a/edition.json") == b"{}"


@pytest.mark.usefixtures("memory")
def test_of_several_who_claim_a_name_one_has_it():
    bucket = Bucket("memory://out")
    assert bucket.create("names/a", b"one")
    assert not bucket.create("names/a", b"two")
    assert bucket.read("names/a") == b"one"
    assert bucket.read("names/b") is None


def test_where_files_appear_bit_by_bit_they_are_moved_to_their_place(tmp_path):
    bucket = Bucket(f"file://{tmp_path}/out")
    bucket.write("a/b.txt", b"words")
    assert (tmp_path / "out" / "a" / "b.txt").read_bytes() == b"words"
    assert [path.name for path in (tmp_path / "out" / "a").iterdir()] == ["b.txt"]


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def cluster(tmp_path):
    """A Dask scheduler's address and its two workers, as processes."""
    address = f"tcp://127.0.0.1:{free_port()}"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    log = (tmp_path / "cluster.log").open("wb")

    def start(*arguments):
        return subprocess.Popen(
            [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]],
            env=environment,
            stdout=log,
            stderr=log,
            cwd=tmp_path,
        )

    scheduler = start(
        *("dask_scheduler", "--host", address, "--dashboard-address", ":0", "--no-show")
    )
    workers = [
        start(
            *("dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"),
            *("--local-directory", str(tmp_path / f"dask-{number}")),
        )
        for number in range(2)
    ]
    yield address, workers
    for process in (*workers, scheduler):
        process.kill()
        process.wait()
    log.close()


CLUSTER = """
import sys, signal, os, json
from audionews import batch
from audionews.batch.cluster import connected
from audionews.settings import Settings, Speech

if __name__ == "__main__":
    address, news, out, victim, wanted = sys.argv[1:6]
    from distributed import Client
    with Client(address, timeout="60s") as client:
        client.wait_for_workers(2, timeout=120)
    with connected(address) as (executor, jobs):
        assert jobs == int(wanted)
        results = batch([news], Settings(speech=Speech(engine="tone")), out=out, jobs=jobs,
                        executor=executor)
        for number, result in enumerate(results):
            print(result.outcome, os.path.basename(result.source), result.reason, flush=True)
            if number == 0 and int(victim):
                os.kill(int(victim), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("killed", [False, True])
def test_a_cluster_does_the_same_as_the_pool_and_a_lost_worker_loses_nothing(
    write, tmp_path, cluster, made, killed
):
    address, workers = cluster
    for number in range(6):
        write(f"{number}.txt", f"News of {number}", ARTICLE)
    out = tmp_path / "clustered"
    program = tmp_path / "program.py"
    program.write_text(CLUSTER)
    victim = workers[0].pid if killed else 0
    done = subprocess.run(
        [sys.executable, program, address, tmp_path / "in", out, str(victim), "2"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    # An article that was made, and its result lost with the worker, is found to be unchanged.
    rows = [
        line.replace("unchanged", "made") if killed else line for line in done.stdout.split("\n")
    ]
    assert sorted(filter(None, rows)) == [f"made {n}.txt " for n in range(6)], done.stderr
    made()
    for record in (tmp_path / "out").glob("*/edition.json"):
        for file in record.parent.iterdir():
            assert (out / record.parent.name / file.name).read_bytes() == file.read_bytes()


def test_a_cluster_that_is_not_there_is_told(monkeypatch):
    monkeypatch.setitem(connected.__wrapped__.__globals__, "PATIENCE", "1s")
    nowhere = f"tcp://127.0.0.1:{free_port()}"
    with pytest.raises(AudionewsError, match="no scheduler answers"), connected(nowhere):
        pass
