#!/bin/sh
# Whole processes: a journey of 40, 400 and 4,000 touchpoints to SVG, one of 40 to PNG of 1920 pixels,
# against an empty Rust program.
#
#   cargo build --release && sh tests/benches/whole-process.sh [wayline] [runs]
#
# Prints the median of each and how many times the empty program it takes. Needs rustc and python3, nothing else.
set -eu

here=$(cd "$(dirname "$0")/../.." && pwd)
wayline=${1:-$here/target/release/wayline}
runs=${2:-30}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

printf 'fn main() {}\n' > "$work/empty.rs"
rustc -O -o "$work/empty" "$work/empty.rs"
cat > "$work/write.rs" <<RUST
#[path = "$here/tests/common/large.rs"]
mod large;
fn main() {
    for count in [40, 400, 4000] {
        std::fs::write(format!("$work/{count}.toml"), large::large(count)).unwrap();
    }
}
RUST
rustc --edition 2024 -O -o "$work/write" "$work/write.rs"
"$work/write"

python3 - "$work" "$wayline" "$runs" <<'PYTHON'
import os, statistics, subprocess, sys, time

work, wayline, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])

def render(count, ending):
    return [wayline, "render", f"{work}/{count}.toml", "-o", f"{work}/{count}.{ending}"]

cases = [("empty program", [f"{work}/empty"], runs * 3)]
cases += [(f"svg {count}", render(count, "svg"), runs if count < 4000 else max(runs // 3, 3)) for count in (40, 400, 4000)]
cases += [("png 40, 1920 px", render(40, "png") + ["--width", "1920"], runs)]

def milliseconds(command):
    # posix_spawn: starting a process must not cost more for a large parent
    started = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
    _, status = os.waitpid(child, 0)
    taken = (time.perf_counter() - started) * 1000
    if status:
        sys.exit(f"{' '.join(command)} failed")
    return taken

empty = None
for name, command, count in cases:
    for _ in range(3):
        milliseconds(command)
    median = statistics.median(milliseconds(command) for _ in range(count))
    empty = empty or median
    print(f"{name:16} {median:9.2f} ms  {median / empty:7.1f} x")
PYTHON
