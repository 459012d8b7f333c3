"""Many independent tasks, in this process or in several, each result as soon as it is there."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, get_context
from typing import TypeVar

from game.commands.errors import Failure

T = TypeVar("T")
R = TypeVar("R")


def in_processes(work: Callable[[T], R], tasks: Sequence[T], jobs: int) -> Generator[tuple[T, R], None, None]:
    """Yield each task with its result. Processes are spawned, which is alike on every system."""
    jobs = min(jobs, len(tasks))
    if jobs <= 1:
        yield from ((task, work(task)) for task in tasks)
        return
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _prepare, (list(sys.path),))
    try:
        yield from _gathered(pool, work, tasks, 2 * jobs)
    except BrokenProcessPool:
        raise Failure("a process was ended from outside; run the command again to go on") from None
    except BaseException:
        for child in active_children():  # whoever interrupts does not want to wait for games half played
            child.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def spread(
    work: Callable[[T], R], tasks: Sequence[T], jobs: int, cluster: str | None
) -> Generator[tuple[T, R], None, None]:
    """Yield each task with its result, from a cluster's machines where there is one, else from this machine's
    processes; what they yield is the same but for times and memory."""
    if cluster is None:
        yield from in_processes(work, tasks, jobs)
    elif tasks:
        from game.commands.cluster import in_cluster

        yield from in_cluster(work, tasks, cluster)


def _gathered(
    pool: ProcessPoolExecutor, work: Callable[[T], R], tasks: Sequence[T], ahead: int
) -> Iterator[tuple[T, R]]:
    """Keep a few tasks waiting, no more, so that an interrupt is soon obeyed."""
    waiting = iter(tasks)
    running: dict[Future[R], T] = {}
    while True:
        while len(running) < ahead and (task := next(waiting, None)) is not None:
            running[pool.submit(work, task)] = task
        if not running:
            return
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            yield running.pop(future), future.result()


def _prepare(path: list[str]) -> None:
    """Let a worker import what its parent can, and leave Ctrl-C to the parent."""
    import signal

    sys.path[:] = path
    signal.signal(signal.SIGINT, signal.SIG_IGN)
