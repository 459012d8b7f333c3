"""Many independent tasks on other machines: a Dask cluster that somebody has started, the extra `[cluster]`.

The workers run the same version of the game and find scenario files where the one who asks has them: in the
same folder of their own machine, or in one they share. What a worker held when it died another plays again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Sequence
from typing import Any, TypeVar

from game.commands.errors import Failure
from game.commands.ledger import version

T = TypeVar("T")
R = TypeVar("R")

PATIENCE_S = 10
"""How long the scheduler may take to answer."""


def in_cluster(
    work: Callable[[T], R], tasks: Sequence[T], address: str
) -> Generator[tuple[T, R], None, None]:
    """Yield each task with its result, as they come in; Failure where the cluster cannot be used."""
    distributed = _library()
    client = _client(distributed, address)
    futures: dict[Any, T] = {}
    try:
        for task in tasks:
            futures[client.submit(checked, work, task, version(), list(sys.path[:1]), pure=False)] = task
        for future in distributed.as_completed(list(futures), loop=client.loop):
            yield futures.pop(future), _result(distributed, future)
    finally:
        client.cancel(list(futures))
        client.close(timeout=2)


def checked(work: Callable[[T], R], task: T, wanted: str, path: list[str]) -> R:
    """Do a task in a worker, if that plays by the same code and figures."""
    from game.commands.ledger import version

    if version() != wanted:
        raise Failure("a worker runs another version of the game; all must have the same")
    sys.path[:0] = [folder for folder in path if folder not in sys.path]
    return work(task)


def _library() -> Any:
    try:
        import distributed
    except ImportError:
        raise Failure("--cluster wants the extra `cluster`: pip install -e '.[cluster]'") from None
    return distributed


def _client(distributed: Any, address: str) -> Any:
    """Return a connection to the scheduler, which must have a worker."""
    try:
        client = distributed.Client(address, timeout=PATIENCE_S, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise Failure(f"no scheduler answers at {address}: {str(error).splitlines()[0]}") from None
    try:
        client.wait_for_workers(1, timeout=PATIENCE_S)
    except TimeoutError:
        client.close(timeout=2)
        raise Failure(f"the scheduler at {address} has no worker; start one: dask worker {address}") from None
    return client


def _result(distributed: Any, future: Any) -> Any:
    """Return what a task came to; what is wrong with all workers alike ends the run in one line."""
    try:
        return future.result()
    except distributed.KilledWorker as error:
        raise Failure(f"a game ended several workers: {error}; run the command again to go on") from None
    except distributed.CancelledError:
        raise Failure("the cluster gave the work up; run the command again to go on") from None
    except ImportError as error:
        raise Failure(
            f"a worker cannot load the game ({error}); start it where the game is installed"
        ) from None
