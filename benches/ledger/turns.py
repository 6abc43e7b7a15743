"""Programs that take turns, and the median of what each cost."""

import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

MEASURE = [sys.executable, "-I", "-S", Path(__file__).parent / "measure.py"]


@dataclass(frozen=True)
class Cost:
    wall: float  # seconds
    cpu: float  # seconds of user and system, over all threads
    peak: float  # bytes resident


def measure(command):
    """Runs a command to its end. One that fails ends the benchmark."""
    run = subprocess.run([str(word) for word in [*MEASURE, *command]], stdout=subprocess.PIPE, text=True)
    if run.returncode != 0:
        sys.exit(run.returncode)
    return Cost(*map(float, run.stdout.split()))


def alternate(commands, rounds):
    """The median cost of each command. They take turns, so that a busy minute hits all; one uncounted turn warms the file cache."""
    costs = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            print(f"  {turn}/{rounds} {name}", file=sys.stderr, flush=True)
            # tonne writes over no file, so each turn writes anew.
            for written in (part for part in command if isinstance(part, Path) and part.name.startswith("lines-")):
                written.unlink(missing_ok=True)
            cost = measure(command)
            if turn > 0:
                costs[name].append(cost)
    return {name: Cost(*(statistics.median(getattr(cost, what) for cost in those) for what in ("wall", "cpu", "peak"))) for name, those in costs.items()}
