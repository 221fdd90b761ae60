#!/bin/sh
# `wayline build` of 1,000 maps of 40 touchpoints: from nothing, with nothing changed, with ten changed; on one processor and on
# all.
#
#   cargo build --release && sh tests/benches/build.sh [wayline] [runs]
#
# Prints the median of each: elapsed time, and time of the processors. Needs rustc and python3, and taskset for one processor.
set -eu

here=$(cd "$(dirname "$0")/../.." && pwd)
wayline=${1:-$here/target/release/wayline}
runs=${2:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/maps"
cat > "$work/write.rs" <<RUST
#[path = "$here/tests/common/large.rs"]
mod large;
fn main() {
    for number in 0..1000 {
        let map = large::large(40).replacen("title = \"", &format!("title = \"{number} "), 1);
        std::fs::write(format!("$work/maps/{number}.toml"), map).unwrap();
    }
}
RUST
rustc --edition 2024 -O -o "$work/write" "$work/write.rs"
"$work/write"

python3 - "$work" "$wayline" "$runs" <<'PYTHON'
import os, resource, shutil, statistics, subprocess, sys, time

work, wayline, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
one = ["taskset", "-c", "0"] if shutil.which("taskset") else None

def build(before, start):
    """Seconds that a build takes, and that the processors work for it."""
    command = [*start, wayline, "build", f"{work}/maps", "-o", f"{work}/out"]
    before()
    began, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - began, now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime

def from_nothing():
    shutil.rmtree(f"{work}/out", ignore_errors=True)

def ten_changed():
    for number in range(0, 1000, 100):
        with open(f"{work}/maps/{number}.toml", "a") as file:
            file.write(f"# {time.perf_counter_ns()}\n")

for name, before in [("from nothing", from_nothing), ("nothing changed", lambda: None), ("ten changed", ten_changed)]:
    for start, where in [([], f"{os.cpu_count()} processors"), (one, "one processor")]:
        if start is None:
            continue
        taken = [build(before, start) for _ in range(runs)]
        elapsed, worked = (statistics.median(column) for column in zip(*taken))
        print(f"{name:16} {where:14} {elapsed:6.2f} s, of the processors {worked:6.2f} s", flush=True)
PYTHON
