#!/usr/bin/env bash
# One round of a review, from the last picture to the next: draw, edit three touchpoints while the live page follows, see
# what changed, build, and check in a fresh checkout that the committed pictures are current.
#
#     tests/review-loop/run.sh [FOLDER]        pictures and screenshots are left in FOLDER
#
# Every command is shown with what it says and how it ends. `WAYLINE` names the program, else the one on the path runs.
# The live page is tried where Node and Chromium are; git is needed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
keep=${1:-$(mktemp -d)}
mkdir -p "$keep"
keep=$(cd "$keep" && pwd)
wayline=$(realpath "$(command -v "${WAYLINE:-wayline}")")
wayline() { "$wayline" "$@"; }
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
node=$(command -v node || true)
work=$(mktemp -d)
server=
trap 'kill $server 2>/dev/null || true; rm -rf "$work"' EXIT

# Shows a command, what it says, and its exit status unless that is 0.
run() {
  printf '\n$ %s\n' "$1"
  local status=0
  (eval "$1") 2>&1 || status=$?
  if [ "$status" -ne 0 ]; then printf '[exit status %s]\n' "$status"; fi
}
say() { printf '\n# %s\n' "$*"; }

# Nothing of the machine's own settings reaches the commits.
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=Mara GIT_AUTHOR_EMAIL=mara@example.org GIT_COMMITTER_NAME=Mara GIT_COMMITTER_EMAIL=mara@example.org
mkdir -p "$work/shop/maps"
cd "$work/shop"
git init -q -b main .
cp "$here/../../examples/running-shoes.toml" maps/shoes.toml

say "The map as the last review left it, with its pictures."
run 'wayline render maps/shoes.toml -o shoes.png'
run 'wayline build maps -o pictures --format svg,png 2>&1 | sed "s/, in .*//"'
run 'git add maps pictures && git commit -qm "The map of the summer review"'

say "The workshop: three touchpoints are edited, and the live page follows."
if [ -n "$node" ] && [ -n "$chromium" ]; then
  "$node" "$here/live.mjs" "$chromium" "$wayline" maps/shoes.toml "$here/after.toml" "$keep"
else
  echo "skipped: Node or Chromium is not installed"
  cp "$here/after.toml" maps/shoes.toml
fi

say "What the review changed, in words and as a picture."
run 'git show HEAD:maps/shoes.toml | wayline diff - maps/shoes.toml'
run 'git show HEAD:maps/shoes.toml | wayline diff - maps/shoes.toml -o diff.svg'
run 'git show HEAD:maps/shoes.toml | wayline diff - maps/shoes.toml -o diff.png'

say "The pictures in the checkout are those of the old map, until they are built."
run 'wayline build maps -o pictures --format svg,png --check 2>&1 | sed "s/, in .*//"'
run 'wayline build maps -o pictures --format svg,png 2>&1 | sed "s/, in .*//"'
run 'git commit -qam "The map of the autumn review"'

say "Somebody else’s checkout, as in continuous integration."
run 'git clone -q . ../checkout && cd ../checkout && wayline build maps -o pictures --format svg,png --check 2>&1 | sed "s/, in .*//"'
run 'wayline review maps --today 2026-11-22'

cp diff.svg diff.png shoes.png pictures/shoes.svg "$keep"
