"""Words that a header does not end with, and those over a column of remarks."""

from __future__ import annotations

import re

REMARKS = frozenset({"備考", "摘要", "注", "特記事項", "主な内容", "内容", "説明", "担当", "根拠"})
INCOMPLETE = re.compile(r"(?:前年[度末]?|前期|前回|同期|同月|対前|当たり|1人|年間|における|及び|の|・)$")  # goes on
