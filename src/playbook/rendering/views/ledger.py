"""The ledger: per agreement, party and unit what was given, gained, and what is left of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from playbook.kinds.common.faces import face
from playbook.kinds.common.units import has_sum
from playbook.kinds.computed.ledger import NOW, STANDINGS, Line, ledger_lines, lines_of, total
from playbook.model.address import Address, team_of
from playbook.model.entry import Card
from playbook.model.page import Page
from playbook.model.title_order import title_key
from playbook.model.value import replace
from playbook.model.view import View
from playbook.rendering.hrefs import account_url, to_anchor
from playbook.rendering.parts import Parts, team_words
from playbook.rendering.place import Place
from playbook.rendering.shapes import (
    Anchor,
    Change,
    Choice,
    LedgerAgreement,
    LedgerGroup,
    LedgerPage,
    LedgerRow,
    LedgerSource,
    LedgerTotal,
    Link,
    TradedThing,
    Value,
)
from playbook.rendering.views.document import breadcrumbs
from playbook.rendering.views.first_words import first_words
from playbook.rendering.views.sheet import Sheet

_MOST_AGREEMENTS = 200
"""Of more agreements, the rows stand in the ledgers of the parties."""

_Key = tuple[str, str]
"""A team and a unit: nothing is ever added up across either."""


def ledger(page: Page, view: View) -> Sheet:
    """Return the ledger of the whole playbook.

    Of many agreements it has the totals and names all, and what each party gave and gained stands
    in the ledger of that party: nobody reads so many, and a browser takes seconds for them.
    """
    parts = Parts(Place(view, page.url))
    lines = view.call(ledger_lines)
    count = len({line.agreement for line in lines})
    divided = (
        parts.texts("ledger.divided", n=parts.texts.number(count))
        if count > _MOST_AGREEMENTS
        else ""
    )
    title, purpose = parts.texts["view.ledger.title"], parts.texts["view.ledger.purpose"]
    sheet = _page(title, purpose, lines, divided, parts)
    empty = None if lines else first_words("tradeoff", parts, "ledger.empty")
    return _sheet(replace(sheet, breadcrumbs=breadcrumbs(parts), empty=empty))


def account(page: Page, view: View) -> Sheet:
    """Return the ledger of the team whose document the page is made of."""
    parts = Parts(Place(view, page.url))
    team: Card | None = view.at_path(page.source)
    found = parts.named("team", team.id if team else "")
    title = parts.texts("ledger.of-team", team=found.text)
    above = Link(parts.texts["view.ledger.title"], parts.place.to("ledger.html"))
    lines = view.call(lines_of, team.id if team else "")
    sheet = _page(title, parts.texts["ledger.of-team.purpose"], lines, "", parts)
    empty = None if lines else first_words("tradeoff", parts, "ledger.of-team.empty")
    return _sheet(replace(sheet, breadcrumbs=breadcrumbs(parts, (above, found)), empty=empty))


def _sheet(page: LedgerPage) -> Sheet:
    return Sheet(page, page.title, ("ledger.html",), page.purpose)


def _page(
    title: str, purpose: str, lines: Sequence[Line], divided: str, parts: Parts
) -> LedgerPage:
    """Return the ledger of some lines, but for the way to it and what to say without any."""
    texts = parts.texts
    groups = tuple(_groups(lines, parts, is_divided=bool(divided)))
    return LedgerPage(
        title=title,
        purpose=purpose,
        totals=tuple(_totals(lines, parts, is_divided=bool(divided))),
        groups=groups,
        teams=_choices(
            (team, parts.party(team).text) for team in {team_of(line.party) for line in lines}
        ),
        agreements=_choices(
            (name, parts.named("agreement", name).text)
            for name in {line.agreement for line in lines}
        ),
        standings=tuple(
            Choice(name, texts[f"ledger.standing.{name}"])
            for name in STANDINGS
            if any(line.standing == name for line in lines)
        ),
        sheet_href=parts.place.to("ledger.csv"),
        contents=tuple(_contents(groups, parts, is_divided=bool(divided))),
        divided=divided,
    )


def _choices(named: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    ordered = sorted(named, key=lambda pair: (title_key(pair[1]), pair[0]))
    return tuple(Choice(value, text) for value, text in ordered)


def _contents(groups: Sequence[LedgerGroup], parts: Parts, *, is_divided: bool) -> Iterator[Anchor]:
    if groups:
        yield Anchor(2, parts.texts["ledger.totals"], to_anchor("totals"))
    for group in groups:
        named = () if is_divided else group.agreements
        inside = (Anchor(3, held.link.text, to_anchor(held.slug)) for held in named)
        yield Anchor(2, group.title, to_anchor(group.slug), tuple(inside))


def _groups(lines: Sequence[Line], parts: Parts, *, is_divided: bool) -> Iterator[LedgerGroup]:
    made = _named if is_divided else _agreement
    for standing in STANDINGS:
        by_agreement: dict[str, list[Line]] = {}
        for line in lines:
            if line.standing == standing:
                by_agreement.setdefault(line.agreement, []).append(line)
        held = [made(name, part, standing, parts) for name, part in by_agreement.items()]
        if held:
            held.sort(key=lambda agreement: (title_key(agreement.link.text), agreement.name))
            title = parts.texts[f"ledger.standing.{standing}"]
            yield LedgerGroup(f"standing-{standing}", standing, title, tuple(held))


def _agreement(name: str, lines: Sequence[Line], standing: str, parts: Parts) -> LedgerAgreement:
    found = parts.view.call(face, f"agreement:{name}")
    sources = _sources(lines, parts)
    return LedgerAgreement(
        slug=f"{standing}-{name}",
        name=name,
        link=parts.named("agreement", name),
        status=parts.badge(found.status) if found else None,
        sources=tuple(sources.values()),
        rows=tuple(_rows(lines, sources, parts)),
    )


def _named(name: str, lines: Sequence[Line], standing: str, parts: Parts) -> LedgerAgreement:
    """Return an agreement by name alone, with the ways to the rows of its parties.

    Where a party has no page, the trade-offs are named too, for nothing else has its rows.
    """
    slug = f"{standing}-{name}"
    found = parts.view.call(face, f"agreement:{name}")
    teams = {team_of(line.party) for line in lines}
    accounts = [_account(team, slug, parts) for team in teams]
    is_all = all(link.href for link in accounts)
    return LedgerAgreement(
        slug=slug,
        name=name,
        link=parts.named("agreement", name),
        status=parts.badge(found.status) if found else None,
        sources=() if is_all else tuple(_sources(lines, parts).values()),
        rows=(),
        accounts=tuple(sorted(accounts, key=lambda link: (title_key(link.text), link.href))),
    )


def _account(team: str, anchor: str, parts: Parts) -> Link:
    """Return the way to a team's ledger, or to a place in it; no link where there is no team."""
    words = parts.view.call(team_words, team)
    if words is None or not words.url:
        return parts.party(team)
    return Link(words.title, parts.place.to(account_url(words.url), anchor))


def _sources(lines: Iterable[Line], parts: Parts) -> dict[str, LedgerSource]:
    """Return the trade-offs in which lines are written, by id."""
    by_tradeoff: dict[str, list[Line]] = {}
    for line in lines:
        by_tradeoff.setdefault(line.tradeoff, []).append(line)
    return {name: _source(name, held, parts) for name, held in by_tradeoff.items()}


def _source(name: str, lines: Sequence[Line], parts: Parts) -> LedgerSource:
    untils = {_until(line, parts) for line in lines}
    return LedgerSource(
        link=parts.named("tradeoff", name),
        assumes=tuple(_assumption(written, parts) for written in lines[0].assumes),
        until=untils.pop() if len(untils) == 1 else (),
    )


def _rows(
    lines: Sequence[Line], sources: Mapping[str, LedgerSource], parts: Parts
) -> Iterator[LedgerRow]:
    """Yield what each team gave and gained, teams by name."""
    nets: dict[str, list[str]] = {}
    for (team, unit), held in _by_key(lines, parts):
        found = nets.setdefault(team, [])
        given, gained = _sums(held)
        if unit and given is not None and gained is not None:
            found.append(_net(given, gained, held[0].unit, parts))
    for team, left in nets.items():
        own = [line for line in lines if team_of(line.party) == team]
        yield LedgerRow(
            team=team,
            party=parts.party(team),
            given=tuple(_thing(line, sources, parts) for line in own if not line.gained),
            gained=tuple(_thing(line, sources, parts) for line in own if line.gained),
            nets=tuple(left),
        )


def _by_key(lines: Iterable[Line], parts: Parts) -> list[tuple[_Key, list[Line]]]:
    """Return the lines by team and unit, teams by name; what cannot be added up stands last."""
    held: dict[_Key, list[Line]] = {}
    for line in lines:
        held.setdefault((team_of(line.party), _summed_unit(line)), []).append(line)

    def order(pair: tuple[_Key, list[Line]]) -> tuple[str, str, bool, str]:
        (team, unit), _ = pair
        return title_key(parts.party(team).text), team, not unit, unit

    return sorted(held.items(), key=order)


def _summed_unit(line: Line) -> str:
    """Return the unit in which a line can be added up, or ""."""
    return line.unit_key if line.amount is not None and has_sum(line.unit_key) else ""


def _sums(lines: Sequence[Line]) -> tuple[float | None, float | None]:
    """Return what was given and gained."""
    return (
        total(line for line in lines if not line.gained),
        total(line for line in lines if line.gained),
    )


def _thing(line: Line, sources: Mapping[str, LedgerSource], parts: Parts) -> TradedThing:
    amount = "" if line.amount is None else parts.quantity(line.amount, line.unit)
    change: Value = ()
    if line.before is not None and line.after is not None:
        change = (Change(parts.quantity(line.before), parts.quantity(line.after)),)
    elif line.unquantified:
        change = parts.words(parts.texts("word.not-quantified", reason=line.unquantified))
    unit = _summed_unit(line)
    return TradedThing(
        amount=amount,
        what=line.what,
        change=change,
        until=() if sources[line.tradeoff].until else _until(line, parts),
        source=[*sources].index(line.tradeoff) + 1 if len(sources) > 1 else 0,
        unit=unit,
        unit_text=line.unit if unit else "",
        number=_plain(line.amount) if unit else "",
    )


def _until(line: Line, parts: Parts) -> Value:
    due = line.standing == NOW
    for word, day in (("word.until", line.until), ("word.due", line.by)):
        if day:
            return (*parts.words(parts.texts[word]), *parts.day(day, due=due))
    return ()


def _assumption(written: str, parts: Parts) -> Value:
    link = parts.named("assumption", written)
    found = parts.view.call(face, Address.parse(written, "assumption").document)
    return (link, *(parts.badges(found.status) if found else ()))


def _plain(number: float | None) -> str:
    return "" if number is None else f"{number:.15g}"


def _net(given: float | None, gained: float | None, unit: str, parts: Parts) -> str:
    """Return what is left: gained less given, with its sign."""
    net = (gained or 0.0) - (given or 0.0)
    sign = "+" if net > 0 else ""
    return f"{sign}{parts.quantity(round(net, 9), unit)}"


def _totals(lines: Iterable[Line], parts: Parts, *, is_divided: bool) -> Iterator[LedgerTotal]:
    in_effect = [line for line in lines if line.standing == NOW]
    for (team, unit), held in _by_key(in_effect, parts):
        if not unit:
            continue
        given, gained = _sums(held)
        yield LedgerTotal(
            team=team,
            party=_account(team, "", parts) if is_divided else parts.party(team),
            unit=unit,
            unit_text=held[0].unit,
            given=parts.texts.number(given) if given is not None else "",
            gained=parts.texts.number(gained) if gained is not None else "",
            net=_net(given, gained, "", parts),
        )
