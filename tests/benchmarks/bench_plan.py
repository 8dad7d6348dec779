"""How fast and how surely a plan is made.

    python -m tests.benchmarks.bench_plan [year|years|mid|large|growth ...]

- year: 300 locations x 16 technologies x 30 remedies, one year: each stage within 0.1 % in 15 s,
  first usable plan within 1 s
- years: the same over three years with ICT's days and three projects at a team: 1 % in 60 s
- mid: 10 to 150 locations over three years with the same, and a few over two and five: 1 % in 60 s
  (up to some forty locations so far; with more the last stages end by time)
- large: 3,000 locations, one year: 1 % in 120 s
- growth: 50 to 1,000 locations, the seconds of each
Beside each the quick plan (greedy). Fictional data with a fixed seed; the load of the machine is
printed, for it shares the figures.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from math import log

from readiness.plan.problem import STAGES, Plan, Problem
from readiness.plan.solve.greedy import greedy
from readiness.plan.solve.solver import Effort, solve
from tests.plan.instances import large

# Locations, years and seed.
MID = (
    *((locations, 3, seed) for locations in (10, 20, 30, 50, 100, 150) for seed in (1, 2)),
    *((locations, years, 1) for locations in (10, 30) for years in (2, 5)),
)
seconds_by_size: list[tuple[int, float]] = []


def measured(name: str, problem: Problem, gap: float, seconds: float) -> bool:
    """Print one run; whether it met its limits."""
    begun, busy = time.perf_counter(), time.process_time()
    first: list[float] = []

    def usable(plan: Plan) -> None:
        first.append(time.perf_counter() - begun)

    plan = solve(problem, Effort(gap, seconds), usable=usable)
    took = time.perf_counter() - begun
    quick = greedy(problem)
    load = os.getloadavg()[0]
    print(
        f"{name}: {len(problem.measures)} measures, {len(problem.goals)} goals: {took:.1f} s "
        f"(limit {seconds:.0f}), first usable plan {first[0]:.2f} s, load {load:.1f}"
    )
    for stage in plan.stages:
        beside = quick.value(stage.stage)
        better = f", {float(stage.value / beside - 1):+.1%}" if beside else ""
        print(
            f"  stage {stage.stage}: {stage.value} of at most {stage.bound}, gap "
            f"{float(stage.gap):.3%} by {stage.ended_by} (limit {gap:.1%}); "
            f"greedy {beside}{better}"
        )
    reached = [plan.value(one) for one in STAGES]
    worse = reached < [quick.value(one) for one in STAGES]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"  processor {time.process_time() - busy:.1f} s; {'WORSE' if worse else 'never worse'} "
        f"than greedy; least cost by {plan.cost_ended_by}; at most {memory:.0f} MB so far"
    )
    seconds_by_size.append((len(problem.measures), took))
    return took <= seconds and float(plan.gap) <= gap and not worse


def _mid(locations: int, years: int, seed: int) -> bool:
    """Print one line of a size that is usual; whether it met its limits."""
    problem = large(locations, years=years, capacity=True, seed=seed)
    begun, busy = time.perf_counter(), time.process_time()
    plan = solve(problem, Effort(None, 60))
    took = time.perf_counter() - begun
    gaps = " / ".join(f"{float(one.gap):.2%}" for one in plan.stages)
    print(
        f"mid: {locations} locations, {years} years, seed {seed}: {len(problem.measures)} "
        f"measures, {took:.1f} s (processor {time.process_time() - busy:.1f} s), gaps {gaps} by "
        f"{plan.ended_by}, load {os.getloadavg()[0]:.1f}",
        flush=True,
    )
    return took <= 62 and float(plan.gap) <= 0.01


def main(chosen: list[str]) -> int:
    met: list[bool] = []
    if "year" in chosen:
        met.append(measured("year", large(300), 0.001, 15))
    if "years" in chosen:
        met.append(measured("years", large(300, years=3, capacity=True), 0.01, 60))
    if "mid" in chosen:
        met += [_mid(*one) for one in MID]
    if "large" in chosen:
        met.append(measured("large", large(3000), 0.01, 120))
    if "growth" in chosen:
        seconds_by_size.clear()
        for locations in (50, 100, 300, 1000):
            met.append(measured(f"growth {locations}", large(locations), 0.001, 120))
        (small, little), (most, long) = seconds_by_size[0], seconds_by_size[-1]
        print(f"growth: seconds as measures to the power {log(long / little, most / small):.2f}")
    print("all within limits" if all(met) else "NOT all within limits")
    return 0 if all(met) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:] or ["year", "years", "mid", "large", "growth"]))
