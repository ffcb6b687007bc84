"""Where sources differ, as a map: one row for each source that was read, one column for each topic."""

from collections.abc import Iterable, Mapping
from html import escape

from milkflow.errors import MilkflowError
from milkflow.evidence import FactRow, FactTable, Source
from milkflow.markup import details, items, paragraphs, tag
from milkflow.reading import did_you_mean
from milkflow.words import say

MATRIX = "position-matrix"
# A topic as a lesson calls it, and its column; the column called the same with "_is" holds the position in a word.
TOPICS = {
    "milk-removal": "milk_removal",
    "heat": "heat",
    "cold": "cold",
    "massage": "massage",
    "pumping": "extra_pumping",
}
ICONS = {"yes": "✓", "limits": "◐", "no": "✕", "not-clear": "≈", "no-evidence": "?", "silent": "–", "not-seen": "…"}
NO_WORDS = ("silent", "not-seen")  # the chip says it all


class PositionMap:
    """The map of one topic, or of all: a table on a wide page, one table for each topic on a narrow one.

    Raise MilkflowError for an unknown topic, or for a row whose position is not sorted into one of the known words.
    """

    def __init__(
        self, table: FactTable, sources: Mapping[str, Source], words: Mapping[str, str], topic: str | None = None
    ) -> None:
        if topic is not None and topic not in TOPICS:
            raise MilkflowError(f"The map of positions has no topic {topic!r}{did_you_mean(topic, TOPICS)}")
        self.table, self.sources, self.words = table, sources, words
        self.topic = topic
        self.topics = (topic,) if topic else tuple(TOPICS)
        for row in table.checked:
            for one in self.topics:
                _position(row, one)

    def __repr__(self) -> str:
        return f"<Positions: {', '.join(self.topics)} · {len(self.table.checked)} sources>"

    def _repr_html_(self) -> str:
        one = self._say("positions-title-one", topic=self._say(f"positions-{self.topic}")) if self.topic else ""
        maps = self._one_topic(self.topic) if self.topic else self._wide() + self._narrow()
        inner = tag("figcaption", escape(one or self._say("positions-title")), "mf-title")
        inner += paragraphs(self._say("positions-caption")) + maps + self._key() + self._notes()
        return tag("figure", inner, "mf mf-card mf-positions")

    def _narrow(self) -> str:
        """Return a table for each topic, folded: a phone shows one at a time."""
        folded = (details(self._say(f"positions-{topic}"), self._one_topic(topic)) for topic in self.topics)
        return tag("div", "".join(folded), "mf-narrow")

    def _wide(self) -> str:
        """Return the whole map as one table."""
        asks = [(self._say("positions-source"), "")] + [
            (self._say(f"positions-{topic}"), self._say(f"positions-{topic}-ask")) for topic in self.topics
        ]
        heads = "".join(f'<th scope="col">{escape(name)}{_small(ask)}</th>' for name, ask in asks)
        rows = ((row, [self._cell(row, topic) for topic in self.topics]) for row in self.table.checked)
        return tag("div", self._table(self.table.title, tag("thead", tag("tr", heads)), rows), "mf-wide")

    def _one_topic(self, topic: str) -> str:
        """Return one topic as a table of two columns, which fits a phone."""
        asked = self._say(f"positions-{topic}-ask")
        heads = [self._say("positions-source"), self._say(f"positions-{topic}")]
        head = tag("thead", tag("tr", "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)))
        return self._table(asked, head, ((row, [self._cell(row, topic)]) for row in self.table.checked))

    def _table(self, caption: str, head: str, rows: Iterable[tuple[FactRow, list[str]]]) -> str:
        lines = [tag("tr", self._source(row) + "".join(tag("td", cell) for cell in cells)) for row, cells in rows]
        return tag("table", tag("caption", escape(caption)) + head + tag("tbody", "".join(lines)), "mf-table")

    def _source(self, row: FactRow) -> str:
        source = self.sources.get(row.sources[0])
        year = source.year if source and source.year else self._say("positions-no-year")
        kind = self._say("positions-kind", kind=row.values.get("text_kind", ""), year=year)
        return f'<th scope="row">{escape(str(row.values["guideline"]))}{_small(kind)}</th>'

    def _cell(self, row: FactRow, topic: str) -> str:
        position = _position(row, topic)
        said = str(row.values[TOPICS[topic]])
        plain = position in NO_WORDS or said == self._say(f"position-{position}")
        return self._chip(position) + ("" if plain else _small(said))

    def _chip(self, position: str) -> str:
        icon = f'<span class="mf-chip__icon" aria-hidden="true">{ICONS[position]}</span>'
        return tag("span", f"{icon} {escape(self._say(f'position-{position}'))}", f"mf-chip mf-position--{position}")

    def _key(self) -> str:
        used = {_position(row, topic) for row in self.table.checked for topic in self.topics}
        lines = [f"{self._chip(one)} {escape(self._say(f'position-{one}-means'))}" for one in ICONS if one in used]
        return details(self._say("positions-key"), items(lines, "mf-positions__key"))

    def _notes(self) -> str:
        left_out = [str(row.values["guideline"]) for row in self.table.rows if row.verified != "read"]
        notes = [f"{row.values['guideline']}: {row.note}" for row in self.table.checked if row.note]
        said = [self._say("positions-care"), *notes]
        said += [self._say("positions-not-checked", names=", ".join(left_out))] if left_out else []
        return "".join(paragraphs(one, "mf-hint") for one in said)

    def _say(self, id: str, **values: object) -> str:
        return say(self.words, id, **values)


def _position(row: FactRow, topic: str) -> str:
    column = f"{TOPICS[topic]}_is"
    position = str(row.values.get(column, "nothing"))
    if position not in ICONS:
        raise MilkflowError(f"facts.yaml: {MATRIX}: row {row.id!r}: {column} is {position!r}; use {', '.join(ICONS)}")
    return position


def _small(text: str) -> str:
    return tag("span", escape(text), "mf-positions__said") if text else ""
