"""What a machine does at its desk: political orders, by one table of what each is worth.

The judge has the last word; this only says what is wanted. Worth is in hundredths of a point of the score,
rough where nothing better is known, and nothing worth 0 or less is asked for. Each module rates some orders:
`fallout` those within a coalition (what one is worth is in `bonds`), `story` answers and cards (by what they
bring about, in `effects`), `ring`, `borders`, `underground`, `bargains`; `casus` which peace is broken,
`purse` says what is kept back, and `motives` puts a reason into words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from game.ai.desk import bargains, borders, fallout, ring, story, underground
from game.ai.desk.casus import casus, resolve
from game.ai.desk.motives import motive
from game.model import orders as od
from game.model.orders import Order
from game.model.state import View
from game.rules.legal import why_illegal
from game.rules.registry import candidates

MOST = 24
"""Political orders that a machine gives in an impulse at most."""


def desk_orders(player: Any) -> Iterator[Order]:
    """Yield the political orders a machine wants, the most wanted first; `player.view` is the newest view."""
    player.casus = casus(player.view) if player.fronts is None else frozenset()
    player.reasons.extend(resolve(player.view, zone) for zone in sorted(player.casus))
    given: set[str] = set()
    for _ in range(MOST):
        order = _best(player.view, given)
        if order is None:
            return
        given.add(str(order))
        reason = motive(player.view, order) if player.fronts is None else None
        if reason is not None:
            player.reasons.append(reason)
        yield order


def _best(view: View, given: set[str]) -> Order | None:
    """Return the most wanted order that has not been given in this impulse."""
    wanted = [
        (worth(view, order), str(order), order) for order in candidates(view) if str(order) not in given
    ]
    wanted = [one for one in wanted if one[0] > 0]
    wanted.sort(key=lambda one: (-one[0], one[1]))
    return next((order for _, _, order in wanted if why_illegal(view, order) is None), None)


def worth(view: View, order: Order) -> int:
    """Return what a political order is worth to the view's faction."""
    rate = _WORTH.get(type(order))
    if rate is None:
        return 0
    share = view.setting.commanders.doctrine_of(view.faction).desk_pct.get(str(order).split()[0], 100)
    return rate(view, order) * share // 100


_WORTH: dict[type, Callable[[View, Any], int]] = {
    od.Choose: story.choose,
    od.PlayCard: story.play_card,
    od.Answer: bargains.answer,
    od.Concede: bargains.concede,
    od.OfferWithdrawal: bargains.offer_withdrawal,
    od.CallHotline: ring.call,
    od.Enforce: ring.enforce,
    od.AskLeave: borders.leave,
    od.SetGate: borders.gate,
    od.BuyConsent: borders.consent,
    od.PlacePost: borders.post,
    od.BreakCoalition: fallout.break_up,
    od.Seize: fallout.seize,
    od.SetFate: fallout.fate,
    od.Sabotage: underground.sabotage,
    od.Sweep: underground.sweep,
    od.LayBelt: underground.belt,
    od.GoToGround: underground.hide,
    od.SetStanding: underground.standing,
}
"""What each political order is worth; a break of relations is never worth its price to a machine."""
