"""The glossary as a vocabulary for other programs: SKOS in Turtle, and JSON-LD of schema.org.

SKOS (W3C, 2009) calls a term a concept with labels; what it says of them holds here: one preferred
label, and no word in two of them.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from playbook.model.view import View
from playbook.queries.export.glossary import Concept, concepts
from playbook.queries.export.model import json_text
from playbook.queries.export.scope import base_of, encoded

_DEPRECATED = "deprecated"
_NAMELESS = "urn:playbook:"
_PREFIXES = (
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
)
_SIGNS = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def skos(view: View) -> str:
    """Return the terms as concepts of one scheme, in Turtle.

    Each is named by the address of its page, or without `site_url` by `urn:playbook:term:ID`. What
    teams mean by it are its scope notes.
    """
    tag = _language(view)
    held = concepts(view)
    names = {concept.id: _name(concept, view) for concept in held}
    scheme = _scheme(view)
    title = _literal(str(view.setting("site_name") or ""), tag)
    parts = [
        _PREFIXES,
        _statement(scheme, [("a", "skos:ConceptScheme"), ("skos:prefLabel", title)]),
    ]
    for concept in held:
        said = [("a", "skos:Concept"), ("skos:inScheme", f"<{scheme}>")]
        said += _said(concept, names, tag)
        parts.append(_statement(names[concept.id], said))
    return "\n".join(parts)


def json_ld(view: View) -> str:
    """Return the terms as a `DefinedTermSet` of schema.org, in JSON-LD."""
    scheme = _scheme(view)
    terms: list[dict[str, Any]] = []
    for concept in concepts(view):
        term: dict[str, Any] = {
            "@type": "DefinedTerm",
            "@id": _name(concept, view),
            "termCode": concept.id,
            "name": concept.label,
        }
        if concept.aliases:
            term["alternateName"] = list(concept.aliases)
        if concept.definition:
            term["description"] = concept.definition
        term["inDefinedTermSet"] = scheme
        terms.append(term)
    data = {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "@id": scheme,
        "name": view.setting("site_name"),
        "inLanguage": view.setting("language"),
        "hasDefinedTerm": terms,
    }
    return json_text(data)


def _said(concept: Concept, names: dict[str, str], tag: str) -> Iterator[tuple[str, str]]:
    """Yield what is said of a concept: property and object."""
    yield "skos:prefLabel", _literal(concept.label, tag)
    yield from (("skos:altLabel", _literal(word, tag)) for word in concept.aliases)
    yield from (("skos:hiddenLabel", _literal(word, tag)) for word in concept.avoid)
    if concept.definition:
        yield "skos:definition", _literal(concept.definition, tag)
    for sense in concept.senses:
        yield "skos:scopeNote", _literal(f"{sense.title}: {sense.words}", tag)
    for related, ids in (("skos:broader", concept.broader), ("skos:related", concept.related)):
        yield from ((related, f"<{names[one]}>") for one in ids if one in names)
    if concept.status == _DEPRECATED:
        yield "owl:deprecated", "true"


def _statement(subject: str, said: list[tuple[str, str]]) -> str:
    lines = " ;\n".join(f"    {name} {value}" for name, value in said)
    return f"<{subject}>\n{lines} .\n"


def _scheme(view: View) -> str:
    base = base_of(view)
    return f"{base}/" if base else f"{_NAMELESS}glossary"


def _name(concept: Concept, view: View) -> str:
    base = base_of(view)
    if base:
        return f"{base}/{encoded(concept.url)}"
    return f"{_NAMELESS}term:{quote(concept.id, safe='')}"


def _language(view: View) -> str:
    return f"@{view.setting('language') or 'en'}"


def _literal(text: str, tag: str) -> str:
    """Return a text in a language; what may not stand in a Turtle string is escaped."""
    return f'"{"".join(map(_sign, text))}"{tag}'


def _sign(sign: str) -> str:
    return _SIGNS.get(sign) or (
        sign if sign.isprintable() or sign == " " else f"\\U{ord(sign):08X}"
    )
