// The accessibility tree that Chromium hands to screen readers, as indented lines of "role: name".
//
//     node tree.mjs CHROMIUM PAGE.html|PICTURE.svg
//
// Talks to the browser through a pipe, so it needs no package and no port. Nodes that Chromium ignores are left out.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [program, file] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), "wayline-tree-"));
const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--force-renderer-accessibility", "--remote-debugging-pipe"];
const browser = spawn(program, [...flags, `--user-data-dir=${profile}`, "about:blank"], {
  stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
});
browser.on("error", (error) => fail(error));
const deadline = setTimeout(() => fail("the browser does not answer"), 60_000);

const waiting = new Map();
let [next, rest] = [1, ""];
browser.stdio[4].setEncoding("utf8");
browser.stdio[4].on("data", (chunk) => {
  const messages = (rest + chunk).split("\0");
  rest = messages.pop();
  for (const message of messages.map((text) => JSON.parse(text))) {
    waiting.get(message.id ?? message.method)?.(message);
  }
});

function ask(method, params = {}, sessionId) {
  const id = next++;
  browser.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0");
  return new Promise((done) => {
    waiting.set(id, (answer) => (answer.error ? fail(`${method}: ${answer.error.message}`) : done(answer.result)));
  });
}

function fail(why) {
  console.error(String(why));
  stop(1);
}

function stop(code) {
  clearTimeout(deadline);
  browser.on("exit", () => {
    try {
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    } catch {
      // its helpers end a moment after the browser, and may still write there
    }
    process.exit(code);
  });
  if (browser.exitCode !== null || !browser.kill()) process.exit(code);
}

const { targetId } = await ask("Target.createTarget", { url: "about:blank" });
const { sessionId } = await ask("Target.attachToTarget", { targetId, flatten: true });
await ask("Page.enable", {}, sessionId);
const loaded = new Promise((done) => waiting.set("Page.loadEventFired", done));
await ask("Page.navigate", { url: pathToFileURL(resolve(file)).href }, sessionId);
await loaded;
await ask("Accessibility.enable", {}, sessionId);
const { nodes } = await ask("Accessibility.getFullAXTree", {}, sessionId);

const byId = new Map(nodes.map((node) => [node.nodeId, node]));
const lines = [];
function walk(node, depth) {
  const shown = !node.ignored && node.role?.value !== "InlineTextBox";
  if (shown) lines.push(`${"  ".repeat(depth)}${node.role?.value}: ${node.name?.value ?? ""}`);
  for (const child of node.childIds ?? []) {
    if (byId.has(child)) walk(byId.get(child), depth + (shown ? 1 : 0));
  }
}
walk(nodes[0], 0);
process.stdout.write(lines.join("\n") + "\n");
stop(0);
