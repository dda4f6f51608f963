"""From an error code to what it means: our own words first, then the vendor's sentence, then the code's family."""

import re
from dataclasses import dataclass

from explorer.core.catalog.store import CatalogStore
from explorer.core.errors import UnknownActionError
from explorer.core.knowledge.articles import Article, Library, Link, library
from explorer.core.knowledge.pasted_text import TextReader
from explorer.core.knowledge.written_code import written_code
from explorer.core.models.action import ErrorCode
from explorer.core.models.finding import Finding
from explorer.core.phrases import Phrases, phrases

FIRST_SERVICE = "mqtt"
_LONGEST_IN_SENTENCE = 48


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything known about a code. All texts are plain.

    ``source`` says how exact it is: ``common`` (one of the 38 codes of every product), ``service`` (a code of the
    product), ``client`` (made by an SDK, not by a server), ``family`` (only the part before the dot is known) or
    ``unknown``. ``note`` is a sentence to show with it where it is less than exact, else empty.
    ``service_descriptions`` are the vendor's entries for the code in the asked service, or in every one that has it.
    ``language`` is the one that it is written in (the vendor's entries are English).
    """

    code: str
    title: str
    meaning: str
    causes: tuple[str, ...]
    checks: tuple[str, ...]
    source: str
    family: str
    service_descriptions: tuple[ErrorCode, ...] = ()
    links: tuple[Link, ...] = ()
    note: str = ""
    language: str = "en"

    @property
    def vendor_sentences(self) -> tuple[ErrorCode, ...]:
        """The vendor's entries that say something: some only repeat the code or a part of it."""
        return tuple(entry for entry in self.service_descriptions if " " in entry.description.strip())


class Knowledge:
    """Explains codes and finds them in text. ``language`` falls back to English."""

    def __init__(self, catalog: CatalogStore, language: str = "en") -> None:
        self._catalog = catalog
        self._library = library(language)
        self._say = phrases(language)
        self._own = _by_folded_name(self._library)
        self._reader = TextReader(catalog, frozenset(self._own.values()), frozenset(self._library.families))

    def explain(self, code: str, *, service: str = "", version: str = "") -> Explanation:
        """What a code means, in a product if one is given. Never raises for an unknown code; ``source`` says so."""
        wanted = self.spelled(code)
        family = wanted.partition(".")[0]
        entries = self._entries(wanted, service, version)
        article, source, note = self._best(wanted, family, service, entries)
        return Explanation(
            code=wanted,
            title=article.title,
            meaning=article.meaning,
            causes=article.causes,
            checks=article.checks,
            source=source,
            family=family,
            service_descriptions=entries,
            links=self._links(wanted, source, service, entries),
            note=note,
            language=self._say.language,
        )

    def find_all(self, text: str) -> tuple[Finding, ...]:
        """Every code, RequestId, action, region and envelope in a text, in order of place; linear in its length."""
        return self._reader.find_all(text)

    def spelled(self, code: str) -> str:
        """A code as it is explained and noted, however it was written: ``internalerror `` is ``InternalError``."""
        written = written_code(code)
        stripped = written.strip("\"'`,;:[](){}<>").strip()
        if any(bracket in stripped for bracket in "[](){}<>"):
            return written  # these belong to it: not a code that somebody has put between brackets
        if stripped.casefold() in self._own:
            return self._own[stripped.casefold()]
        family, dot, rest = stripped.partition(".")
        return f"{self._own.get(family.casefold(), family)}{dot}{rest}"

    def _entries(self, code: str, service: str, version: str) -> tuple[ErrorCode, ...]:
        try:
            return self._catalog.find_error_code(code, service, version)
        except UnknownActionError:
            return ()

    def _best(self, code: str, family: str, service: str, entries: tuple[ErrorCode, ...]) -> tuple[Article, str, str]:
        known = self._library
        if not code:
            return _without_code(self._say), "unknown", ""
        if code in known.common:
            return known.common[code], "common", ""
        if code in known.clients:
            return known.clients[code], "client", ""
        own = known.services.get(service or FIRST_SERVICE, {}).get(code)
        if own is not None:
            return own, "service", "" if service else _elsewhere(entries, self._say)
        kin = family if family in known.common or family in known.families else _kin(code)
        base = known.common.get(kin) or known.families.get(kin)
        if code in known.families:
            return known.families[code], "service" if entries else "family", ""
        if entries:
            fallback = base or _unknown(self._say)
            note = "" if service else _elsewhere(entries, self._say)
            return _from_vendor(code, entries, fallback, is_known=base is not None), "service", note
        where = self._say("unknown.of_service", service=service) if service else self._say("unknown.of_any")
        short = written_code(code, _LONGEST_IN_SENTENCE)
        if base is not None:
            key = "unknown.family" if kin == family else "unknown.kin"
            return base, "family", self._say(key, code=short, where=where, kin=kin)
        return _unknown(self._say), "unknown", self._say("unknown.nothing", code=short, where=where)

    def _links(self, code: str, source: str, service: str, entries: tuple[ErrorCode, ...]) -> tuple[Link, ...]:
        known = self._library
        own = known.service_links.get(service or _only_service(entries), ())
        if code.startswith("AuthFailure"):
            return (*known.auth_links, *known.common_links, *own)
        if source in ("common", "unknown", "family"):
            return (*known.common_links, *own)
        return own if source == "service" else ()


# Older products have families of their own (InvalidDiskId.NotFound) that say the same as one of today's.
_KIN = (
    (re.compile(r"NotFound|NotExist"), "ResourceNotFound"),
    (re.compile(r"LimitExceeded|Quota|TooMany"), "LimitExceeded"),
    (re.compile(r"NotSupport|Unsupported|NotAllowed"), "UnsupportedOperation"),
    (re.compile(r"\AMissing"), "MissingParameter"),
    (re.compile(r"Unauthorized|NoPermission|NotAuthorized"), "UnauthorizedOperation"),
    (re.compile(r"Insufficient|SoldOut"), "ResourceInsufficient"),
    (re.compile(r"InUse|Duplicate|AlreadyExist|IsUsed"), "ResourceInUse"),
    (re.compile(r"\AInvalid|Malformed"), "InvalidParameterValue"),
    (re.compile(r"(?:Error|Exception|Failed|Failure)\Z"), "InternalError"),
)


def _kin(name: str) -> str:
    found = next((family for pattern, family in _KIN if pattern.search(name)), "")
    if found or not (name.islower() or name.isupper()):
        return found
    # Written in one case, as logs do, a name has no capitals to go by.
    return next((family for pattern, family in _KIN if re.search(pattern.pattern, name, re.IGNORECASE)), "")


def _unknown(say: Phrases) -> Article:
    return Article(
        title=say("unknown.title"),
        meaning=say("unknown.meaning"),
        causes=(say("unknown.cause_new"), say("unknown.cause_changed")),
        checks=(say("unknown.check_message"), say("unknown.check_spelling"), say("unknown.check_search")),
    )


def _without_code(say: Phrases) -> Article:
    checks = (say("unknown.check_message"), say("unknown.check_search"))
    return Article(title=say("unknown.no_code_title"), meaning=say("unknown.no_code"), causes=(), checks=checks)


def _by_folded_name(known: Library) -> dict[str, str]:
    groups = (known.common, known.clients, known.families, *known.services.values())
    return {code.casefold(): code for group in groups for code in group}


def _from_vendor(code: str, entries: tuple[ErrorCode, ...], fallback: Article, *, is_known: bool) -> Article:
    # Some entries only repeat the code or a part of it.
    sentences = [_sentence(entry.description) for entry in entries if " " in entry.description.strip()]
    meaning = [sentences[0]] if sentences else []
    if is_known or not sentences:
        meaning.append(fallback.meaning)
    return Article(
        title=_in_words(code.rstrip(".").rpartition(".")[2] or code),
        meaning=" ".join(meaning),
        causes=fallback.causes if is_known else (),
        checks=fallback.checks,
    )


def _sentence(text: str) -> str:
    bare = text.strip()
    return bare if bare.endswith((".", "!", "?", "。")) else f"{bare}."


def _in_words(name: str) -> str:
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name).split()
    text = " ".join([word if word.isupper() and len(word) > 1 else word.lower() for word in words])
    return text[:1].upper() + text[1:]


def _elsewhere(entries: tuple[ErrorCode, ...], say: Phrases) -> str:
    services = sorted({entry.service for entry in entries})
    if len(services) < 2:
        return ""
    return say("unknown.elsewhere", count=len(services))


def _only_service(entries: tuple[ErrorCode, ...]) -> str:
    services = {entry.service for entry in entries}
    return services.pop() if len(services) == 1 else ""
