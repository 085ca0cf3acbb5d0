#!/bin/sh
# Takes docs/report.png, the picture of an HTML report, from the golden page that the tests keep. Needs Debian's chromium.
# Run it from the root of the repository where the look of the page has changed.
set -eu

exec chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1100,1500 \
  --screenshot="$PWD/docs/report.png" "file://$PWD/test/reporters/golden/full.html" 2>/dev/null
