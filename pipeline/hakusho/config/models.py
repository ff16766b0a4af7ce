"""What the files in `configs/` hold: every file, table and key, with its meaning."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Entry(BaseModel):
    """An entry of a configuration file; unknown keys are an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Limits(Entry):
    """What a document may cost. Over a limit it is rejected, with the figure, and the run goes on."""

    max_bytes: int = Field(100_000_000, description="Size of a file in bytes", gt=0)
    max_chars: int = Field(10_000_000, description="Length of a document's text in code points", gt=0)
    max_unpacked_bytes: int = Field(
        1_000_000_000, description="Size of a Word or Excel file, or of a PDF's pages, unpacked, in bytes", gt=0
    )
    max_seconds: float = Field(1_800, description="Time for one document, where worker processes run", gt=0)
    max_memory_mb: int = Field(
        8_000,
        description="Memory for one document, where worker processes run, in megabytes (Linux); 0 for no limit",
        ge=0,
    )
    max_blocks: int = Field(300_000, description="Paragraphs, headings and the like of one document", gt=0)
    max_cells: int = Field(200_000, description="Cells of one table, spans multiplied out", gt=0)


class Tagging(Entry):
    """How GiNZA runs."""

    model: str = Field("ja_ginza", description="spaCy model package")
    batch_chars: int = Field(8_000, description="Characters tagged at a time", gt=0)
    cache_mb: int = Field(2_000, description="Largest size of the cache of tagged pieces, in megabytes", ge=0)
    store_mb: int = Field(1_000, description="Largest size of the store of finished documents, in megabytes", ge=0)


class Settings(Entry):
    """`configs/hakusho.toml`."""

    limits: Limits = Field(Limits(), description="What a document may cost")  # type: ignore[call-arg]
    tagging: Tagging = Field(Tagging(), description="How GiNZA runs")  # type: ignore[call-arg]


class Country(Entry):
    """A country, or a state that was one."""

    code: str = Field(description="ISO 3166-1 alpha-2; SU for ソ連")
    name: str = Field(description="Its name in Japanese")
    names: list[str] = Field([], description="Other full names")
    short: list[str] = Field([], description="One-character forms: 米, 英")
    beside_japan: list[str] = Field([], description="One-character forms that mean it only beside 日: 星, 馬")
    demonyms: list[str] = Field([], description="Words for its people")
    seats: list[str] = Field([], description="Cities that its government has or had its seat in")


class Organization(Entry):
    """An international organization or group."""

    id: str = Field(description="What `parties` calls it")
    names: list[str] = Field(description="Names and abbreviations")
    members: list[str] = Field([], description="Country codes of its members, where it stands for them")
    adds: list[str] = Field([], description="What is written into `parties` in its place: ASEAN+3 adds three countries")


class Body(Entry):
    """A body of one country: a ministry, a force, a school."""

    name: str = Field(description="Its name")
    country: str | None = Field(None, description="Country code")
    names: list[str] = Field([], description="Other names")


class Office(Entry):
    """An office or rank that stands beside a person's name."""

    title: str = Field(description="The title in full, without a country")
    country: str | None = Field(None, description="Country code, where the title alone decides it")
    default_country: str | None = Field(None, description="Country code where the text says none")
    group: str = Field(description="cabinet, military_rank, head_of_state, …: the list stands at the head of the file")
    aliases: list[str] = Field([], description="Other written forms")
    since: str | None = Field(None, alias="from", description="First day of the office")
    until: str | None = Field(None, description="Last day of the office")


class Era(Entry):
    """A Japanese era."""

    name: str = Field(description="令和")
    letter: str = Field(description="R, as in R6.7.28")
    short: str = Field("", description="One-character form")
    start: str = Field(description="First day")
    end: str = Field("", description="Last day; empty for the present era")


class KindNouns(Entry):
    """The words that tell the kind of an instrument."""

    kind: str = Field(description="A kind of the records: treaty, agreement, …")
    nouns: list[str] = Field(description="Nouns that name such an instrument")


class Instrument(Entry):
    """An instrument so well known that a text need not explain it."""

    name: str = Field(description="Its official name")
    aliases: list[str] = Field([], description="What it is called")
    kind: str = Field(description="A kind of the records")
    parties: list[str] = Field([], description="Country codes or organizations")


class ActWords(Entry):
    """The words of one act."""

    nouns: list[str] = Field([], description="Nouns, which may be made verbs by する: 署名")
    verbs: list[str] = Field([], description="Verbs")


class Countries(Entry):
    """`configs/countries.toml`."""

    country: list[Country] = Field(description="The countries")


class Organizations(Entry):
    """`configs/organizations.toml`."""

    organization: list[Organization] = Field(description="International organizations and groups")
    body: list[Body] = Field([], description="Bodies of one country")


class Heads(Entry):
    """How offices that are not listed are read."""

    suffixes: list[str] = Field(description="Ends of titles: 大臣, 局長")
    of_state: list[str] = Field(description="Ends of the titles of those who act for a state: 大統領, 大臣")


class Holders(Entry):
    """Which states have an office, for titles that the text gives no country beside."""

    words: list[str] = Field(description="What the title contains: 大統領")
    unless: list[str] = Field([], description="Words that contain one of them and are no such office: 州首相")
    never: list[str] = Field([], description="Codes of the states that have no such office")
    only: list[str] = Field([], description="Codes of the few states that have it")
    since: dict[str, int] = Field({}, description="The first year in which a state had it, by code")


class Modifiers(Entry):
    """Words beside a title."""

    former: list[str] = Field(description="前, 元, 当時")
    future: list[str] = Field(description="次期")
    acting: list[str] = Field(description="代理")
    honorifics: list[str] = Field(description="氏, さん")


class Offices(Entry):
    """`configs/offices.toml`."""

    office: list[Office] = Field(description="Offices and ranks")
    heads: Heads = Field(description="How offices that are not listed are read")
    holders: list[Holders] = Field([], description="Which states have such an office")
    modifiers: Modifiers = Field(description="Words beside a title")


class Eras(Entry):
    """`configs/eras.toml`."""

    era: list[Era] = Field(description="The eras, in order")


class Domestic(Entry):
    """Documents of one country alone, which are no agreements."""

    nouns: list[str] = Field(description="Words that tell them")


class Instruments(Entry):
    """`configs/instruments.toml`."""

    kind: list[KindNouns] = Field(description="The words of each kind")
    instrument: list[Instrument] = Field(description="Well-known instruments")
    domestic: Domestic = Field(description="What is no agreement")


class Acts(Entry):
    """`configs/acts.toml`."""

    agreement: dict[str, ActWords] = Field(description="The words of each act of an agreement")
    commitment: dict[str, ActWords] = Field(description="The words of each act of a commitment")


class Vocabulary(BaseModel):
    """The words of the domain, as data."""

    model_config = ConfigDict(frozen=True)

    countries: Countries
    organizations: Organizations
    offices: Offices
    eras: Eras
    instruments: Instruments
    acts: Acts
