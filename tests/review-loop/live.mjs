// Edits a map touchpoint by touchpoint while its live page is open, and tells what the page did.
//
//     node live.mjs CHROMIUM WAYLINE MAP.toml AFTER.toml FOLDER
//
// Three touchpoints become those of AFTER.toml one after another, then all of it. Screenshots go to FOLDER.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withBrowser } from "../watch/chromium.mjs";

const [program, wayline, map, after, folder] = process.argv.slice(2);
const EDITS = [
  ["Checks stock in the nearest store", "Reserves two pairs in the nearest store"],
  ["Ten minutes in line", "Three minutes in line"],
  ["Satisfaction survey, 14 questions", "Satisfaction survey, one tap"],
];

const server = spawn(wayline, ["watch", map], { stdio: ["ignore", "pipe", "ignore"] });
process.on("exit", () => server.kill());
const address = await new Promise((done) => server.stdout.once("data", (line) => done(String(line).trim())));
console.log(`\n$ wayline watch ${map}`);

// as editors do: written beside, then moved over
const save = (text) => {
  writeFileSync(`${map}~`, text);
  renameSync(`${map}~`, map);
};

await withBrowser(program, async (browser) => {
  const page = await browser.open(1440, 900);
  const look = async (name) => writeFileSync(join(folder, `${name}.png`), await page.screenshot());
  const shows = (words) => page.until(`document.getElementById("sheets").textContent.includes(${JSON.stringify(words)})`);
  await page.go(address);
  await shows(EDITS[0][0]);
  await look("live-before");
  const taken = [];
  for (const [old, words] of EDITS) {
    const text = readFileSync(map, "utf8");
    assert(text.includes(old), old);
    const start = performance.now();
    save(text.replace(old, words));
    await shows(words);
    taken.push(performance.now() - start);
    console.log(`the page shows “${words}”`);
  }
  save(readFileSync(map, "utf8").replace("emotion", "emotoin"));
  await page.until("document.querySelector('.item.error') !== null");
  await shows(EDITS[2][1]);
  console.log("a slip: the page keeps the picture and shows the message");
  await look("live-error");
  save(readFileSync(after, "utf8"));
  await page.until("document.querySelector('.item.error') === null");
  await shows("Posts first 10 km");
  await look("live-after");
  assert.deepEqual(page.complaints, []);
  console.error(`from save to page: ${taken.map((time) => `${time.toFixed(0)} ms`).join(", ")}`);
});
