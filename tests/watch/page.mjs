// What somebody does with the page of `wayline watch`, in Chromium.
//
//     node page.mjs CHROMIUM WAYLINE FOLDER
//
// FOLDER holds the map that is watched, map.toml: the script writes to it. What it looked at is left there as PNG.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withBrowser } from "./chromium.mjs";

const [program, wayline, folder] = process.argv.slice(2);
const map = join(folder, "map.toml");
const first = readFileSync(map, "utf8");
const pause = (time) => new Promise((done) => setTimeout(done, time));

/** Starts the server; its process and address. */
function watch(port = 0) {
  const server = spawn(wayline, ["watch", "--port", String(port), "map.toml"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "ignore"],
  });
  process.on("exit", () => server.kill());
  return new Promise((done) => server.stdout.once("data", (line) => done([server, String(line).trim()])));
}

const [server, address] = await watch();

await withBrowser(program, async (browser) => {
  const page = await browser.open(1280, 800);
  const look = async (name) => writeFileSync(join(folder, `${name}.png`), await page.screenshot());
  const count = (selector) => page.value(`document.querySelectorAll(${JSON.stringify(selector)}).length`);
  const text = (selector) => page.value(`document.querySelector(${JSON.stringify(selector)})?.textContent`);
  const level = () => page.value("parseInt(document.getElementById('level').textContent)");
  const boxes = () => page.value(`[document.querySelector('.sheet'), document.getElementById('stage')].map((one) => {
    const { left, top, width, height } = one.getBoundingClientRect(); return { left, top, width, height }; })`);

  // loading: the map is there, whole, and fitted to the window
  await page.go(address);
  await page.until("document.querySelector('.sheet svg text') !== null");
  await page.until("document.getElementById('live-text').textContent === 'Live'");
  const [sheet, stage] = await boxes();
  assert(sheet.left >= stage.left && sheet.left + sheet.width <= stage.left + stage.width);
  assert(sheet.top >= stage.top && sheet.top + sheet.height <= stage.top + stage.height);
  assert(sheet.width > stage.width * 0.85 || sheet.height > stage.height * 0.8, "and no smaller than it need be");
  assert.equal(await page.value("document.title"), "Small – wayline");
  await look("loaded");

  // editing: the new words come by themselves, what was zoomed stays
  const fitted = await level();
  await page.click("#larger");
  await page.click("#larger");
  assert((await level()) > fitted);
  await page.value("document.getElementById('stage').scrollTo(70, 30)");
  const before = await page.value("[stage.scrollLeft, stage.scrollTop, scale]");
  assert(before[0] > 0, "there is something to move");
  writeFileSync(map, first.replace("Alpha", "Edited"));
  await page.until("document.querySelector('.sheet').textContent.includes('Edited')");
  assert.deepEqual(await page.value("[stage.scrollLeft, stage.scrollTop, scale]"), before);
  assert.equal(await count(".sheet"), 1);

  // an error: the picture stays, the message comes with its line, and is heard
  writeFileSync(map, first.replace("Alpha", "Broken").replace("emotion", "emotoin"));
  await page.until("document.querySelector('.item.error') !== null");
  assert((await text(".sheet")).includes("Edited"));
  assert((await text(".item .says")).includes("emotoin"));
  assert.match(await text(".item .where"), /map\.toml, line \d+, column \d+/);
  assert.equal(await text(".item mark"), "emotoin");
  assert.equal(await text(".item .hint .name"), "emotion");
  assert.equal(await text("#count"), "1 error");
  assert.match(await text("#heard"), /^Not redrawn. 1 error. Error, line \d+: /);
  assert.equal(await text("#live-text"), "Errors");
  assert.match(await page.value("document.title"), /^Errors: /);
  await look("error");

  // loaded again, it still shows the last good picture
  await page.go(address);
  await page.until("document.querySelector('.item.error') !== null");
  assert((await text(".sheet")).includes("Edited"));

  // recovery
  writeFileSync(map, first.replace("Alpha", "Mended"));
  await page.until("document.querySelector('.sheet').textContent.includes('Mended')");
  assert.equal(await page.value("document.getElementById('findings').hidden"), true);
  assert.match(await text("#heard"), /^Redrawn/);
  assert.equal(await text("#live-text"), "Live");

  // zoom: keys, wheel, buttons; the point under the pointer stays
  await page.key("0");
  assert.equal(await level(), fitted);
  await page.key("+");
  assert((await level()) > fitted);
  await page.key("-");
  assert.equal(await level(), fitted);
  await page.key("1");
  assert.equal(await level(), 100);
  await page.key("0");
  const [x, y] = await page.middle(".sheet");
  const share = async () => {
    const [{ left, top, width, height }] = await boxes();
    return [(x + 100 - left) / width, (y - 50 - top) / height];
  };
  const wheel = (deltaY, modifiers = 0, deltaX = 0) =>
    page.mouse("mouseWheel", x + 100, y - 50, { deltaX, deltaY, modifiers, button: "none", clickCount: 0 });
  const was = await share();
  for (let turn = 0; turn < 6; turn++) await wheel(-120, 2);
  await page.until(`parseInt(document.getElementById('level').textContent) > ${fitted * 2}`);
  const is = await share();
  // as long as it is no wider than the window, the map stays in the middle
  assert(Math.abs(was[0] - is[0]) < 0.05 && Math.abs(was[1] - is[1]) < 0.05, `${was} became ${is}`);

  // moving: wheel, keys, dragging
  const place = () => page.value("[stage.scrollLeft, stage.scrollTop]");
  await pause(300); // the turn of the wheel is over
  let from = await place();
  await wheel(60, 0, 40);
  await page.until(`stage.scrollTop > ${from[1]} && stage.scrollLeft > ${from[0]}`);
  from = await place();
  await page.key("ArrowLeft");
  await page.key("ArrowUp");
  assert((await place())[0] < from[0] && (await place())[1] < from[1]);
  from = await place();
  await page.mouse("mousePressed", x, y);
  await page.mouse("mouseMoved", x - 20, y - 10);
  await page.mouse("mouseMoved", x - 50, y - 30);
  await page.mouse("mouseReleased", x - 50, y - 30);
  assert.deepEqual(await place(), [from[0] + 50, from[1] + 30]);
  const pressed = () => page.value("document.getElementById('fit').getAttribute('aria-pressed')");
  assert.equal(await pressed(), "false");
  await page.click("#fit");
  assert.equal(await pressed(), "true");

  // pinching with two fingers
  await page.ask("Emulation.setTouchEmulationEnabled", { enabled: true, maxTouchPoints: 2 });
  const touch = (type, distance) => page.ask("Input.dispatchTouchEvent", {
    type,
    touchPoints: distance ? [{ x: x - distance, y, id: 0 }, { x: x + distance, y, id: 1 }] : [],
  });
  const unpinched = await level();
  await touch("touchStart", 50);
  for (const distance of [60, 80, 100]) await touch("touchMove", distance);
  await touch("touchEnd");
  await page.until(`Math.abs(parseInt(document.getElementById('level').textContent) - ${unpinched * 2}) <= 3`);
  await page.ask("Emulation.setTouchEmulationEnabled", { enabled: false });
  await page.key("0");

  // choices: each redraws, and all last when the page is loaded again
  const light = await page.value("document.querySelector('.sheet svg rect').getAttribute('fill')");
  const pick = (id, value) => page.value(`{ const select = document.getElementById('${id}'); select.value = '${value}';
    select.dispatchEvent(new Event('change')); }`);
  await pick("theme", "dark");
  await page.until(`document.querySelector('.sheet svg rect').getAttribute('fill') !== '${light}'`);
  await pick("page", "a4-portrait");
  await page.until("document.querySelector('.sheet svg').getAttribute('width') === '1122'");
  await pick("persona", "bo");
  await page.until("!document.querySelector('.sheet').textContent.includes('Ana')");
  await page.go("about:blank");
  await page.go(address + (await page.value("'#theme=dark&page=a4-portrait&persona=bo'")));
  await page.until("document.querySelector('.sheet svg')?.getAttribute('width') === '1122'");
  assert.deepEqual(await page.value("['theme', 'page', 'persona'].map((id) => document.getElementById(id).value)"), [
    "dark", "a4-portrait", "bo",
  ]);
  await look("chosen");

  // download: both formats, under the map's name, as chosen
  await browser.ask("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
  for (const [index, name] of ["map.svg", "map.png"].entries()) {
    await page.click("#download");
    await page.until("document.getElementById('downloads').matches(':popover-open')");
    await page.click(`#downloads a:nth-child(${index + 1})`);
    const start = Date.now();
    while (!existsSync(join(folder, name)) && Date.now() - start < 10_000) await pause(20);
    await pause(100);
    const file = readFileSync(join(folder, name));
    if (name.endsWith("svg")) assert(file.toString().includes('width="1122"') && !file.toString().includes("Ana"));
    else assert.deepEqual([file.readUInt32BE(16), file.toString("latin1", 1, 4)], [1122, "PNG"]);
  }

  // a choice that is gone with an edit is given up
  writeFileSync(map, first.replace('"Bo"', '"Cy"'));
  await page.until("document.getElementById('persona').value === '' && document.querySelector('.sheet').textContent.includes('Cy')");

  // keyboard alone: everything is reached, and focus is to be seen
  await page.go("about:blank");
  await page.go(address);
  await page.until("document.querySelector('.sheet svg') !== null");
  const reached = [];
  for (let step = 0; step < 14; step++) {
    await page.key("Tab");
    reached.push(await page.value("document.activeElement.id || document.activeElement.tagName"));
    const seen = await page.value("getComputedStyle(document.activeElement).outlineStyle !== 'none'");
    assert(seen, `focus is not seen at ${reached.at(-1)}`);
    if (reached.at(-1) === "fit") break;
  }
  for (const id of ["skip", "theme", "page", "persona", "download", "help", "stage", "smaller", "level", "larger", "fit"]) {
    assert(reached.includes(id), `${id} is not reached: ${reached}`);
  }
  await page.value("document.getElementById('stage').focus()");
  await page.key("?");
  await page.until("document.getElementById('keys').matches(':popover-open')");
  await look("keys");
  await page.key("Escape");
  await page.until("!document.getElementById('keys').matches(':popover-open')");
  await page.key("d");
  await page.until("document.activeElement.matches('#downloads a')");
  await page.key("Escape");
  await page.until("document.activeElement.id === 'stage'");

  // what a screen reader is handed
  const heard = await page.accessible();
  for (const wanted of ["region: Map", "group: Zoom", "button: Zoom in", "combobox: Theme", "button: Download", "main: ", "banner: "]) {
    assert(heard.some((node) => node.startsWith(wanted)), `${wanted} is missing in:\n${heard.join("\n")}`);
  }
  assert(heard.some((node) => node.startsWith("graphics-document: Small")), "the map tells itself");
  assert(heard.some((node) => node.includes("Omega")));

  // words that look like markup are words
  const words = "</script><script>window.ran=1</script>--><img src=x onerror=window.ran=1>";
  writeFileSync(map, first.replaceAll("Alpha", words).replaceAll("Small", words));
  await page.until("document.title.includes('</script>')");
  writeFileSync(map, `"${words}" = 1\n${first}`);
  await page.until("document.querySelector('.item.error mark')?.textContent.includes('</script>')");
  assert.equal(await page.value("window.ran"), undefined);
  assert.equal(await page.value("document.querySelectorAll('img, body script').length"), 1);
  writeFileSync(map, first);
  await page.until("document.title === 'Small – wayline'");
  await page.value(`document.body.append(Object.assign(document.createElement("script"), { textContent: "window.ran = 2" }))`);
  assert.equal(await page.value("window.ran"), undefined, "no script runs but the page's own");
  assert.equal(await page.value("fetch('http://127.0.0.1:9/').then(() => 'asked', (error) => String(error))"), "TypeError: Failed to fetch");

  // the server ends, and comes back
  server.kill("SIGTERM");
  await page.until("document.getElementById('live-text').textContent === 'Not connected'");
  assert((await text(".sheet")).includes("Alpha"), "the picture stays");
  await look("lost");
  writeFileSync(map, first.replace("Alpha", "Returned"));
  await watch(new URL(address).port);
  await page.until("document.getElementById('live-text').textContent === 'Live'");
  await page.until("document.querySelector('.sheet').textContent.includes('Returned')");

  // dark, narrow, high contrast: nothing hangs over, nothing is cut
  await page.prefer({ "prefers-color-scheme": "dark" });
  await page.resize(380, 700);
  writeFileSync(map, first.replace("Small", "A title that is longer than any telephone is wide"));
  await page.until("document.title.startsWith('A title')");
  await pause(150);
  const over = await page.value(`[...document.querySelectorAll(".bar, .live, .tools, #help, .stage, .dock, #level")]
    .filter((one) => one.getBoundingClientRect().right > 380).map((one) => one.id || one.className)`);
  assert.deepEqual(over, [], "hangs over");
  const small = (await boxes())[0];
  assert(small.left >= 0 && small.left + small.width <= 380);
  await look("narrow");
  await page.prefer({ "forced-colors": "active", "prefers-reduced-motion": "reduce" });
  await page.resize(1280, 800);
  await look("contrast");
  const own = page.complaints.filter((text) => !/Content Security Policy|ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|400 \(Bad Request\)/.test(text));
  assert.deepEqual(own, [], "the console has complaints");
  console.log("done");
});
