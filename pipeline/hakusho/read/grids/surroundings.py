"""What stands around a table and belongs to it: its caption, the line that gives the unit, its notes."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from hakusho.read.grids.captions import is_numbered_caption
from hakusho.read.grids.textlines import TextLine, plain, text_lines, words
from hakusho.read.grids.tokens import is_figure
from hakusho.read.grids.unit_lines import is_unit_line, unit_at_end, unit_spans
from hakusho.read.nfkc import nfkc
from hakusho.read.source import Grid, Span

_NOTE = re.compile(
    r"[(（\[［【<]?\s?(?:注|註|備考|出典|資料|出所|※)(?:釈|記)?\s?[\d０-９一二三四五六七八九]{0,2}\s?[)）\]］】>]?\s?(?:[:：.．、,]|\s|(?=[^意目文釈記力視入ぐ]))"
    r"|\*{1,3}\s?\d{0,2}[\s:：)]|[(（]\s{0,3}[)）]\s?(?:は|内|書)|(?:四捨五入|端数)"
)
_AS_OF = re.compile(r"[(（]?[^。]{0,20}(?:現在|時点|末日?)[)）]?")
_HEADING = re.compile(r"#{1,6}\s|第.{1,4}[部章節]|[①-⑳]|[(（]?[\d０-９]{1,2}[)）.．、]\s?\S")
_ITEM = re.compile(r"[・•●○◎◆◇■□▪▶►➢→※*+-]\s|[・•●○◎◆◇■□▪▶►➢]")
_MARKED = re.compile(r"[○◎●◆◇■□▪][ 　]?[^\s　]")  # a mark that captions have too
_SENTENCE = re.compile(r"[。!?！？、,]$|[。]|(?:は|が|を|に|で|と|も|の|て|た|る|す|ます|です)$")
_TAGS_BEFORE = re.compile(r"(?:</?[A-Za-z][^<>]{0,400}>\s{0,40}){1,12}")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,400}>")
_RULE = re.compile(r"[-=_─━―—－＝＿┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝+\s]{5,}")


def with_surroundings(text: str, grids: list[Grid]) -> list[Grid]:
    """The grids with caption and notes. Tables that follow each other at once share what stands around them: one line
    of captions, one of units, the notes of each in turn."""
    if not grids:
        return []
    lines = [_without_tags(line) if line.text[:1] == "<" else line for line in text_lines(text)]
    out: list[Grid] = []
    begins = [line.begin for line in lines]
    rows = {
        i
        for grid in grids
        for i in range(_line_at(begins, grid.start), _line_at(begins, max(grid.start, grid.end - 1)) + 1)
    }
    taken = rows  # lines that belong to a table
    reach = -1  # the end of the tables so far
    for series in _series(lines, begins, grids):
        end = max(grid.end for grid in series)
        first, last = _line_at(begins, series[0].start), _line_at(begins, end - 1)
        if end <= reach:
            out += series  # in a cell of another: what stands around that one is not its own
            continue
        reach = end
        captions, notes = _before(lines, first, taken, len(series))
        after_captions, after_notes = _after(lines, last, taken, len(series), seek=captions is None)
        if len(series) > 1 and after_captions and captions is not None:
            captions = None
        out += _attached(text, series, captions or after_captions, [*notes, *after_notes])
    return sorted(out, key=lambda g: (g.start, -g.end))


def _without_tags(line: TextLine) -> TextLine:
    """A line without the tags around its content; those of tables stay, so that no content of theirs is looked at."""
    first = _TAGS_BEFORE.match(line.text)
    begin, end = first.end() if first else 0, len(line.text)
    while (
        end > begin
        and line.text[end - 1] == ">"
        and _TAG.fullmatch(line.text, tag := line.text.rfind("<", 0, end), end)
    ):
        end = tag
    if end <= begin:
        return replace(line, text="", end=line.start)
    return replace(line, text=line.text[begin:end], start=line.start + begin, end=line.start + end)


def _series(lines: list[TextLine], begins: list[int], grids: list[Grid]) -> list[list[Grid]]:
    """Flattened tables with nothing but blank lines between; every other table by itself."""
    out: list[list[Grid]] = []
    for grid in grids:
        last = out[-1][-1] if out else None
        if last is not None and last.format == grid.format == "flattened":
            between = lines[_line_at(begins, last.end - 1) + 1 : _line_at(begins, grid.start)]
            if all(line.blank for line in between):
                out[-1].append(grid)
                continue
        out.append([grid])
    return out


def _line_at(begins: list[int], offset: int) -> int:
    return max(0, bisect_right(begins, offset) - 1)


def _before(lines: list[TextLine], first: int, taken: set[int], n: int) -> tuple[list[Span] | None, list[Span]]:
    caption: list[Span] | None = None
    notes: list[Span] = []
    blanks = 0
    for i in range(first - 1, max(-1, first - 12), -1):
        line = lines[i]
        if line.blank:
            blanks += 1
            if blanks > 2:
                break
            continue
        if _RULE.fullmatch(line.text):
            continue
        if i in taken:
            break
        if units := _units(line):
            notes = [*units, *notes]
        elif _AS_OF.fullmatch(plain(line.text)) and line.text[0] in "(（" and len(line.text) <= 30:
            notes = [line.span, *notes]
        elif _is_caption(line):
            caption, unit = _split_unit(line)
            if (
                n > 1
                and (parts := _shared(line, n))
                and _alike([line.text[a - line.start : b - line.start] for a, b in parts])
            ):
                caption = parts
            notes = [*unit, *notes]
            taken.add(i)
            break
        else:
            if line.text.startswith("#"):
                notes = [*_split_unit(line)[1], *notes]
            break
        taken.add(i)
    return caption, notes


def _after(
    lines: list[TextLine], last: int, taken: set[int], n: int, *, seek: bool
) -> tuple[list[Span] | None, list[Span]]:
    captions: list[Span] | None = None
    notes: list[Span] = []
    blanks = found = 0
    i = last + 1
    while i < len(lines) and i < last + 40:
        line = lines[i]
        if line.blank:
            blanks += 1
            if blanks > 2 or (found and blanks > 1):
                break
            i += 1
            continue
        if _RULE.fullmatch(line.text) and not found:
            i += 1
            continue
        if i in taken:
            break
        if units := _units(line):
            notes += units
        elif _NOTE.match(line.text) and not _is_numbered(line):
            end = i
            while end + 1 < len(lines) and _goes_on(lines[end], lines[end + 1]):
                end += 1
            notes.append((line.start, lines[end].end))
            taken.update(range(i, end + 1))
            i = end
        elif (
            captions is None
            and (parts := _shared(line, n)) is not None
            and _is_below(lines, i, taken, late=bool(notes))
        ):
            if n > 1 or seek:
                captions = parts
            else:
                break
        else:
            break
        taken.add(i)
        found, blanks = found + 1, 0
        i += 1
    return captions, notes


def _goes_on(line: TextLine, after: TextLine) -> bool:
    """Whether a note is broken by the width of the page."""
    if after.blank or len(line.text) < 40 or line.text[-1] in "。)）":
        return False
    return not (_NOTE.match(after.text) or _HEADING.match(after.text) or _ITEM.match(after.text) or "|" in after.text)


def _shared(line: TextLine, n: int) -> list[Span] | None:
    """The captions of n tables on one line."""
    if _SENTENCE.search(line.text) or len(line.text) > 60 * n:
        return None
    if n == 1:
        return [line.span] if _is_caption(line) else None
    parts = words(line)
    if len(parts) % n:
        return None
    size = len(parts) // n
    spans = [(parts[k * size].start, parts[k * size + size - 1].end) for k in range(n)]
    return spans


def _alike(parts: list[str]) -> bool:
    """Whether titles have a number each or are made after one pattern: 輸出の上位国, 輸入の上位国."""
    if all(map(is_numbered_caption, parts)):
        return True
    first = set(parts[0])
    return all(2 * len(first & set(part)) >= max(len(first), len(set(part))) for part in parts[1:])


def _is_below(lines: list[TextLine], i: int, taken: set[int], *, late: bool) -> bool:
    """Whether a line is the caption of the table above: a unit or a note follows, as it does after a caption, or it has a
    number and no other table follows. After a unit (`late`) it must have a number."""
    if late and not _is_numbered(lines[i]):
        return False
    after = [(j, lines[j]) for j in range(i + 1, min(i + 4, len(lines))) if not lines[j].blank]
    if after and (_units(after[0][1]) or _NOTE.match(after[0][1].text)):
        return True
    return _is_numbered(lines[i]) and not any(j in taken for j, _ in after)


def _units(line: TextLine) -> list[Span]:
    """A line of units alone: （単位：人）, or one for each of the tables beside each other."""
    return unit_spans(line.text, line.start) if len(line.text) <= 80 else []


def _split_unit(line: TextLine) -> tuple[list[Span], list[Span]]:
    at = unit_at_end(line.text)
    if at is None:
        return [line.span], []
    return [(line.start, line.start + len(line.text[:at].rstrip()))], [(line.start + at, line.end)]


def _is_numbered(line: TextLine) -> bool:
    return is_numbered_caption(line.text)


def _is_caption(line: TextLine) -> bool:
    bare = plain(line.text[: unit_at_end(line.text)])
    if not bare or len(bare) > 90 or "|" in line.text or "\t" in line.text:
        return False
    if _is_numbered(line):
        return not bare.endswith(("。", "、"))
    if _HEADING.match(line.text) or _ITEM.match(line.text) or _NOTE.match(line.text):
        return bool(_MARKED.match(line.text)) and len(bare) <= 40 and not _SENTENCE.search(bare)
    if sum(is_figure(word.text) for word in words(line)) > 1:
        return False
    return len(bare) <= 50 and not _SENTENCE.search(bare) and not _AS_OF.fullmatch(bare) and not bare.isdigit()


def _attached(text: str, series: list[Grid], captions: list[Span] | None, notes: list[Span]) -> list[Grid]:
    n = len(series)
    shares = _shares([(text[a:b], (a, b)) for a, b in notes], n)
    out = []
    for i, grid in enumerate(series):
        caption = grid.caption
        if caption is None and captions:
            caption = captions[i] if len(captions) == n else captions[0] if i == 0 else None
        known = {span[0] for span in grid.notes}
        out.append(replace(grid, caption=caption, notes=(*grid.notes, *(s for s in shares[i] if s[0] not in known))))
    return out


def _shares(notes: list[tuple[str, Span]], n: int) -> list[list[Span]]:
    """The notes of each of n tables: what stands n times is dealt out in order, anything else is for all."""
    if n == 1:
        return [[span for _, span in notes]]
    units = [(t, s) for t, s in notes if is_unit_line(t)]
    others = [(t, s) for t, s in notes if not is_unit_line(t)]
    shares: list[list[Span]] = [[] for _ in range(n)]
    for group in (units, others):
        if group and len(group) % n == 0 and _repeats([t for t, _ in group], n):
            size = len(group) // n
            for i in range(n):
                shares[i] += [span for _, span in group[i * size : (i + 1) * size]]
        else:
            for share in shares:
                share += [span for _, span in group]
    return shares


def _repeats(texts: list[str], n: int) -> bool:
    """Whether the marks of the notes begin again for each table: 注1 注2 注1 注2."""
    size = len(texts) // n
    marks = [(match[0] if (match := _NOTE.match(t)) else "") for t in map(nfkc, texts)]
    return all(marks[i] == marks[i % size] for i in range(len(marks)))
