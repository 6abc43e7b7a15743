"""What one process costs: `measure.py COMMAND...` runs it, drops what it prints, and prints its wall seconds, CPU seconds and peak bytes.

A process of its own, and a bare one, because Linux counts the memory of whoever starts a process into the peak of that process: about 10 MB
here is the least that can be seen.
"""

import os
import sys
import time

command = sys.argv[1:]
quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
start = time.perf_counter()
_, status, usage = os.wait4(os.posix_spawn(command[0], command, os.environ, file_actions=quiet), 0)
wall = time.perf_counter() - start
if status != 0:
    sys.exit(f"exit code {os.waitstatus_to_exitcode(status)}: {' '.join(command)}")
peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)  # bytes there, KiB here
print(wall, usage.ru_utime + usage.ru_stime, peak)
