// From the file's save to the new picture on the screen of Chromium, in ms.
//
//     node latency.mjs CHROMIUM MAP.toml ADDRESS [TIMES]
//
// MAP.toml is watched at ADDRESS, and has a `title = "…"` that is written over. The clock stops when the frame after the
// new picture has been drawn: the second animation frame after the words are in the page.
import { readFileSync, writeFileSync } from "node:fs";
import { withBrowser } from "./chromium.mjs";

const [program, map, address, times = "20"] = process.argv.slice(2);
const first = readFileSync(map, "utf8");

await withBrowser(program, async (browser) => {
  const page = await browser.open(1440, 900);
  await page.go(address);
  await page.until("document.querySelector('.sheet svg text') !== null");
  const taken = [];
  for (let turn = 0; turn < Number(times); turn++) {
    const words = `Turn ${turn} of many`;
    const painted = page.value(`new Promise((done) => {
      const watched = document.getElementById("sheets");
      const seen = new MutationObserver(() => {
        if (!watched.textContent.includes("${words}")) return;
        seen.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => done(Date.now() + performance.now() % 1)));
      });
      seen.observe(watched, { childList: true });
    })`);
    await page.value("1"); // the observer is there
    const start = Date.now();
    writeFileSync(map, first.replace(/title *= *".*"/, `title = "${words}"`));
    taken.push((await painted) - start);
    await new Promise((done) => setTimeout(done, 120 + 13 * (turn % 7)));
  }
  writeFileSync(map, first);
  taken.sort((a, b) => a - b);
  const middle = (taken[(taken.length - 1) >> 1] + taken[taken.length >> 1]) / 2;
  const figure = (time) => time.toFixed(0);
  console.log(`median ${figure(middle)} ms, ${figure(taken[0])} to ${figure(taken.at(-1))} ms, of ${taken.length}`);
});
