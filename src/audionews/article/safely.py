"""XML and ZIP archives from strangers: read so that none can harm the reader.

XML: no entities, no network, no DTD; no internal subset at all.  Archives: every member is
counted while it is unpacked, since the sizes that an archive states can lie.
"""

import re
import zlib
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from audionews.errors import ArticleError

MAX_MEMBER = 50_000_000
MAX_TOTAL = 200_000_000
MAX_RATIO = 200
MAX_MEMBERS = 2_000
_INTERNAL_SUBSET = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?>\s+|<\?(?>.*?\?>)|<!--(?>.*?-->))*+<!DOCTYPE[^>\[]*\[",
    re.IGNORECASE | re.DOTALL,
)
_SINGLE_BYTE = re.compile(
    rb"""\s*<\?xml[^>]{1,80}encoding=["'](?:iso-8859|windows-12|cp12|latin)""", re.IGNORECASE
)
_SMALL = 100_000  # a member below this many bytes may be packed as tightly as it likes
_CHUNK = 65_536


def parse_xml(data: bytes, *, name: str, leniently: bool = False) -> etree._Element:
    """The root element; with ``leniently`` also of XML that is broken in places.

    Raises:
        ArticleError: it is no well-formed XML, nests too deeply, or declares entities.
    """
    refuse_entities(data, name=name)
    parser = etree.XMLParser(
        encoding="utf-8" if _is_mislabelled(data) else None,
        recover=leniently,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        reason = " ".join(str(error).split())
        raise ArticleError(f"{name} is not well-formed XML: {reason}; export it anew") from error
    if root is None:
        raise ArticleError(f"{name} is not well-formed XML; export it anew")
    return root


def refuse_entities(data: bytes, *, name: str) -> None:
    """See that the document type declares nothing by itself.

    Raises:
        ArticleError: it does.
    """
    if _INTERNAL_SUBSET.match(data.replace(b"\0", b"")):  # UTF-16 is ASCII with zeros between
        raise ArticleError(f"{name} declares entities of its own; remove its DOCTYPE")


def _is_mislabelled(data: bytes) -> bool:
    """Whether the declaration names a single-byte encoding over text that is UTF-8."""
    if not _SINGLE_BYTE.match(data) or data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


class Archive:
    """A ZIP archive whose members are read into memory one by one, within limits.

    Raises:
        ArticleError: from each method, where a limit is passed or the archive is broken.
    """

    def __init__(self, data: bytes, *, name: str) -> None:
        self.name = name
        self._total = 0
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, ValueError, NotImplementedError) as error:
            raise self._refused("is a broken archive") from error
        infos = self._zip.infolist()
        if len(infos) > MAX_MEMBERS:
            raise self._refused(f"holds more than {MAX_MEMBERS:,} files")
        for info in infos:
            self._check(info)
        if sum(info.file_size for info in infos) > MAX_TOTAL:
            raise self._refused(f"unpacks to more than {MAX_TOTAL // 1_000_000} MB")
        self._infos = {info.filename: info for info in infos}

    @property
    def names(self) -> tuple[str, ...]:
        """The members' names, in the archive's order."""
        return tuple(self._infos)

    def read(self, member: str) -> bytes:
        """The bytes of a member."""
        if member not in self._infos:
            raise self._refused(f"lacks its part {member}")
        info, data = self._infos[member], bytearray()
        try:
            with self._zip.open(info) as file:
                while chunk := file.read(_CHUNK):
                    data += chunk
                    self._count(info, len(data), len(chunk))
        except (BadZipFile, EOFError, RuntimeError, ValueError, zlib.error) as error:
            raise self._refused(f"has a broken part {member}") from error
        return bytes(data)

    def _check(self, info: ZipInfo) -> None:
        path = PurePosixPath(info.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in "".join(path.parts[:1]):
            raise self._refused(f"holds a file outside of itself, {info.filename!r}")
        self._limit(info, info.file_size)

    def _count(self, info: ZipInfo, size: int, added: int) -> None:
        self._limit(info, size)
        self._total += added
        if self._total > MAX_TOTAL:
            raise self._refused(f"unpacks to more than {MAX_TOTAL // 1_000_000} MB")

    def _limit(self, info: ZipInfo, size: int) -> None:
        if size > MAX_MEMBER:
            raise self._refused(f"has a part of more than {MAX_MEMBER // 1_000_000} MB")
        if size > _SMALL and size > MAX_RATIO * max(info.compress_size, 1):
            raise self._refused(f"has a part packed more than {MAX_RATIO}-fold")

    def _refused(self, reason: str) -> ArticleError:
        return ArticleError(f"{self.name} {reason}; save it anew, or as plain text")
