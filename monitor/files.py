"""Text files that a person wrote, read or refused with one clear line; and all of them as one value."""

from __future__ import annotations

import codecs
import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from monitor.core.errors import InputError, MonitorError, Problem
from monitor.core.yaml_marks import MAX_BYTES

_FOLDER = "a folder of files"
_TRIES = 5
"""Of looks through a folder that changes while it is read; what the last one finds is said."""


@dataclass(frozen=True)
class Texts:
    """Config, rule files, seed files and templates as they stood at one moment: path -> text.

    ``config`` is None if it could not be read. ``unread`` says what of config and rules could not be, ``unread_others``
    what of the seeds and templates.
    """

    path: Path
    """Of the config."""
    config: str | None
    rules: Mapping[str, str] = field(default_factory=dict)
    seeds: Mapping[str, str] = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[Problem, ...] = ()
    unread_others: tuple[Problem, ...] = ()
    folders: tuple[Path, ...] = ()
    """Of rules, seeds and templates; none if the config does not say, or these texts are not from the disk."""


def files_below(folder: Path, endings: tuple[str, ...]) -> tuple[list[Path], list[Problem]]:
    """(files, problems). The files below ``folder`` with one of ``endings``, also behind links, each once; links that
    lead nowhere too, for their reader to refuse. Names that begin with a dot are left out: drafts of editors, and the
    folders of a Kubernetes volume. A problem is a folder that cannot be looked into, or a link that leads nowhere and
    may have led to a folder, as one of a drive that is away: what it holds is unknown, which does not mean empty."""
    seen: set[str] = set()
    found: list[Path] = []
    closed: list[OSError] = []
    lost: list[Problem] = []
    for name, folders, names in os.walk(folder, followlinks=True, onerror=closed.append):
        folders[:] = [one for one in sorted(folders) if _is_new(name, one, seen)]  # links may lead in a circle
        wanted = (one for one in sorted(names) if one.endswith(endings) and _is_new(name, one, seen))
        found += (path for one in wanted if _is_for_a_reader(path := Path(name, one)))
        others = (Path(name, one) for one in names if not one.endswith(endings) and not one.startswith("."))
        lost += (_nowhere(path) for path in others if _leads_nowhere(path))
    return sorted(found), sorted([*(unreadable(error.filename, error, _FOLDER) for error in closed), *lost])


def _leads_nowhere(path: Path) -> bool:
    return os.path.islink(path) and not os.path.exists(path)  # noqa: PTH110, PTH114 - never raises


def _nowhere(link: Path) -> Problem:
    return Problem(str(link), 0, 0, f"leads nowhere: expected a link to {_FOLDER}")


def _is_for_a_reader(path: Path) -> bool:
    """A file, or nothing that can be seen: no folder, no device. Never raises."""
    return os.path.isfile(path) or not os.path.exists(path)  # noqa: PTH110, PTH113 - as said


def _is_new(folder: str, name: str, seen: set[str]) -> bool:
    real = os.path.realpath(os.path.join(folder, name))  # noqa: PTH118 - as os.walk has them
    if name.startswith(".") or real in seen:
        return False
    seen.add(real)
    return True


def read_text(path: Path, remedy: str) -> str:
    """A UTF-8 file's text. Raises InputError if it is missing, unreadable, not UTF-8 or larger than ``MAX_BYTES``."""
    return read_exact(path, remedy).replace("\r\n", "\n").replace("\r", "\n")


def texts_below(
    folder: Path, endings: tuple[str, ...], remedy: str, *, leave_out: str = ""
) -> tuple[dict[str, str], list[Problem]]:
    """The texts of :func:`files_below` but those named ``leave_out`` (in capitals), by path, and what is wrong with
    those that cannot be read. A file that went, or was closed with its folder, since the folder was looked through is
    no mistake of its own: then the folder is looked through again."""
    looked = files_below(folder, endings)
    for _ in range(_TRIES):
        paths, closed = looked
        texts, unread = read_texts([path for path in paths if path.name.upper() != leave_out], remedy)
        before = looked
        if not unread or (looked := files_below(folder, endings)) == before:
            break
    return texts, [*closed, *unread]


def read_texts(paths: Iterable[Path], remedy: str) -> tuple[dict[str, str], list[Problem]]:
    """The texts of files, by path, and what is wrong with those that cannot be read."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            texts[str(path)] = read_text(path, remedy)
        except InputError as error:
            problems.extend(error.problems)
    return texts, problems


def read_exact(path: Path, remedy: str) -> str:
    """As :func:`read_text`, with its line ends as they are: to be edited and written again."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            if os.fstat(file.fileno()).st_size > MAX_BYTES:  # such as an archive under the name of an article
                what = remedy.partition(":")[0]
                raise InputError.at(path, f"larger than {MAX_BYTES // 1_000_000} MB, for {what}: split it", 1, 1)
            return file.read()
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise InputError.at(path, "not UTF-8 text: save the file as UTF-8", line, 1) from None
    except OSError as error:
        raise InputError([unreadable(path, error, remedy)]) from None


def read_bytes(path: Path, expected: str) -> bytes:
    """The content of a file that need not be text. Raises InputError if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError([unreadable(path, error, expected)]) from None


def unreadable(path: Path | str, error: OSError, expected: str) -> Problem:
    """That ``path`` cannot be read."""
    wanted = "make it readable for this user" if isinstance(error, PermissionError) else f"expected {expected}"
    return Problem(str(path), 0, 0, f"cannot read it ({_why(error)}): {wanted}")


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def replace_text(path: Path, before: str, after: str) -> None:
    """Write ``after`` where ``before`` was read, at once as a whole: whoever reads meanwhile has the one or the other.
    Links, the mode, the owner and a byte order mark stay. Raises MonitorError if it says something else by now or
    cannot be replaced; it is as it was then."""
    real = path.resolve()
    try:
        with real.open("rb") as old:
            with contextlib.suppress(OSError):  # some network drives know no locks
                fcntl.flock(old, fcntl.LOCK_EX)
            content = old.read()
            same_file = os.path.samestat(os.fstat(old.fileno()), real.stat())
            if not same_file or content.decode("utf-8-sig", "replace") != before:
                raise MonitorError(f"{path}: was changed meanwhile and is left as it is: run the command again")
            mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
            _replace(real, mark + after.encode("utf-8"))
    except OSError as error:
        raise MonitorError(f"{path}: cannot write it ({_why(error)}): it is as it was") from None


def write_new(path: Path, text: str) -> None:
    """A file that was not there. Raises MonitorError if it is, or if it cannot be written; then it is not there."""
    try:
        with path.open("x", encoding="utf-8") as file:
            try:
                file.write(text)
                file.flush()
            except OSError:
                path.unlink(missing_ok=True)
                raise
    except FileExistsError:
        raise MonitorError(f"{path}: exists already: choose another name") from None
    except OSError as error:
        raise MonitorError(f"{path}: cannot write it ({_why(error)})") from None


def _replace(path: Path, content: bytes) -> None:
    """Raises OSError."""
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        status = path.stat()
        with contextlib.suppress(PermissionError):  # only root may give a file away
            os.chown(draft, status.st_uid, status.st_gid)
        shutil.copystat(path, draft)
        os.utime(draft)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
