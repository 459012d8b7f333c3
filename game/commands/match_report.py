"""What a match has found, as a document and in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import fmean
from typing import Any

from game.commands.pairs import Pair
from game.commands.series import Sprt, elo_of, interval, pentanomial, resampled, wilson

Found = dict[str, Any]


def found_in(a: str, b: str, pairs: Sequence[Pair], rule: Sprt | None = None, by: str = "games") -> Found:
    """Return what pairs say of A against B."""
    return {
        "a": a,
        "b": b,
        "pairs": len(pairs),
        **_rates(pairs),
        **_margins(pairs),
        "draws": sum(game.margin == 0 for pair in pairs for game in (pair.one, pair.two)),
        "diverging": sum(pair.diverging for pair in pairs),
        "pentanomial": list(pentanomial([pair.share for pair in pairs])),
        "table": [_row(name, pairs) for name in dict.fromkeys(pair.one.name for pair in pairs)],
        "cpu_s": round(fmean(game.cpu_s for pair in pairs for game in (pair.one, pair.two)), 3),
        **({"sprt": _verdict(pairs, rule, by)} if rule else {}),
    }


def _rates(pairs: Sequence[Pair]) -> Found:
    """Return the rates of games and of pairs won with their intervals, and what Elo they stand for."""
    shares = [pair.share for pair in pairs]
    games = (fmean(shares), *interval(shares))
    whole = fmean(pair.whole for pair in pairs)
    both = (whole, *wilson(whole, len(pairs)))
    ends = ("", "_low", "_high")
    return {
        **{f"win_rate{end}": round(value, 4) for end, value in zip(ends, games, strict=True)},
        **{f"pair_win_rate{end}": round(value, 4) for end, value in zip(ends, both, strict=True)},
        **{f"elo{end}": elo_of(value) for end, value in zip(ends, games, strict=True)},
        **{f"pair_elo{end}": elo_of(value) for end, value in zip(ends, both, strict=True)},
    }


def _margins(pairs: Sequence[Pair]) -> Found:
    margins = [pair.margin for pair in pairs]
    values = (fmean(margins), *resampled(margins))
    return {f"margin{end}": round(value, 2) for end, value in zip(("", "_low", "_high"), values, strict=True)}


def _row(name: str, pairs: Sequence[Pair]) -> Found:
    """Return what one scenario says, and how A and B did in each side, in points a game."""
    own = [pair for pair in pairs if pair.one.name == name]
    sides = []
    for at, side in enumerate(own[0].one.sides):
        games = [(pair.one, pair.two) if at == 0 else (pair.two, pair.one) for pair in own]
        means = (fmean(of_a.of(True) for of_a, _ in games), fmean(of_b.of(False) for _, of_b in games))
        sides.append({"side": list(side), "a": round(means[0] / 10, 2), "b": round(means[1] / 10, 2)})
    return {
        "scenario": name,
        "pairs": len(own),
        "win_rate": round(fmean(pair.share for pair in own), 4),
        "pair_win_rate": round(fmean(pair.whole for pair in own), 4),
        "margin": round(fmean(pair.margin for pair in own), 2),
        "diverging": sum(pair.diverging for pair in own),
        "sides": sides,
    }


def _verdict(pairs: Sequence[Pair], rule: Sprt, by: str) -> Found:
    counts = pentanomial([pair.count(by) for pair in pairs])
    low, high = rule.bounds
    return {
        "elo0": rule.elo0,
        "elo1": rule.elo1,
        "by": by,
        "llr": round(rule.ratio(counts), 3),
        "low": round(low, 3),
        "high": round(high, 3),
        "verdict": rule.verdict(counts),
    }


def told(found: Found) -> Iterator[str]:
    """Yield a match in words."""
    yield f"{found['a']} against {found['b']}, {found['pairs']} pairs with sides swapped:"
    yield f"win rate {_share(found, 'win_rate')}, {found['draws']} games drawn"
    yield f"pairs won {_share(found, 'pair_win_rate')}"
    low, high = found["margin_low"], found["margin_high"]
    yield f"margin {found['margin']:+.2f} points a game (95 %: {low:+.2f} to {high:+.2f})"
    yield f"Elo {_elos(found, 'elo')}; by pairs {_elos(found, 'pair_elo')}"
    yield f"half games won of a pair, 0 to 4: {' '.join(map(str, found['pentanomial']))}"
    yield f"{found['diverging']} pairs in which anything differed; {found['cpu_s']:.2f} CPU s a game"
    yield from (_line(row) for row in found["table"])
    if "sprt" in found:
        yield _ruled(found["sprt"])
    if found["a"] == found["b"] and found["diverging"]:
        yield "A player against itself must play the same game twice: what was measured is not to be trusted."


def _line(row: Found) -> str:
    rates = f"won {row['win_rate']:5.1%}, pairs {row['pair_win_rate']:5.1%}, margin {row['margin']:+6.2f}"
    sides = "  ".join(f"{'+'.join(one['side'])}: A {one['a']:+.1f} B {one['b']:+.1f}" for one in row["sides"])
    return f"  {row['scenario']:28} {rates}  {sides}"


def _ruled(sprt: Found) -> str:
    """Tell what a test came to. Who stops at a good moment finds too much, so its figures are no claim."""
    head = f"SPRT {sprt['elo0']:g} against {sprt['elo1']:g} Elo: ratio {sprt['llr']:+.2f}"
    head += f" between {sprt['low']:+.2f} and {sprt['high']:+.2f}, "
    if sprt["verdict"] is None:
        return head + "neither accepted"
    accepted = sprt["elo0"] if sprt["verdict"] == "H0" else sprt["elo1"]
    return f"{head}{accepted:g} accepted. A series stopped so overstates it: confirm on other seeds."


def _share(found: Found, key: str) -> str:
    return f"{found[key]:.1%} (95 %: {found[key + '_low']:.1%} to {found[key + '_high']:.1%})"


def _elos(found: Found, key: str) -> str:
    one, low, high = (_bound(found[key + end]) for end in ("", "_low", "_high"))
    return f"{one} (95 %: {low} to {high})"


def _bound(value: float | None) -> str:
    return "without bound" if value is None else f"{value:+.0f}"
