// Chromium without a window, driven through a pipe: no package, no port.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Starts a browser, hands it to `use`, and ends it and the process with what came of that. */
export async function withBrowser(program, use) {
  const browser = new Browser(program);
  const deadline = setTimeout(() => browser.fail("the browser does not answer"), 110_000);
  let status = 0;
  try {
    await use(browser);
  } catch (error) {
    console.error(error?.stack ?? String(error));
    status = 1;
  }
  clearTimeout(deadline);
  browser.stop(status);
}

class Browser {
  #next = 1;
  #waiting = new Map();
  #listening = [];

  constructor(program) {
    this.profile = mkdtempSync(join(tmpdir(), "wayline-watch-"));
    const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--no-first-run"];
    this.process = spawn(program, [...flags, `--user-data-dir=${this.profile}`, "about:blank"], {
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    });
    this.process.on("error", (error) => this.fail(error));
    let rest = "";
    this.process.stdio[4].setEncoding("utf8");
    this.process.stdio[4].on("data", (chunk) => {
      const messages = (rest + chunk).split("\0");
      rest = messages.pop();
      for (const text of messages) this.#take(JSON.parse(text));
    });
  }

  #take(message) {
    if (message.id) return this.#waiting.get(message.id)?.(message);
    for (const [session, method, does] of this.#listening) {
      if (message.sessionId === session && message.method === method) does(message.params);
    }
  }

  ask(method, params = {}, sessionId) {
    const id = this.#next++;
    this.process.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0");
    return new Promise((done, failed) => {
      this.#waiting.set(id, ({ error, result }) => (error ? failed(new Error(`${method}: ${error.message}`)) : done(result)));
    });
  }

  on(session, method, does) {
    this.#listening.push([session, method, does]);
  }

  /** A window of this size, in px. */
  async open(width, height) {
    const { targetId } = await this.ask("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.ask("Target.attachToTarget", { targetId, flatten: true });
    const page = new Page(this, sessionId);
    for (const domain of ["Page", "Runtime", "Log"]) await page.ask(`${domain}.enable`);
    this.on(sessionId, "Runtime.exceptionThrown", ({ exceptionDetails: { text, exception } }) =>
      page.complaints.push(exception?.description ?? text));
    this.on(sessionId, "Log.entryAdded", ({ entry: { level, text, url } }) => {
      if (level === "error") page.complaints.push(`${text} (${url})`);
    });
    await page.resize(width, height);
    return page;
  }

  fail(why) {
    console.error(String(why));
    this.stop(1);
  }

  stop(status) {
    this.process.on("exit", () => {
      try {
        rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
      } catch {
        // its helpers end a moment after the browser, and may still write there
      }
      process.exit(status);
    });
    if (this.process.exitCode !== null || !this.process.kill()) process.exit(status);
  }
}

class Page {
  /** What the console was told as an error. */
  complaints = [];

  constructor(browser, session) {
    [this.browser, this.session] = [browser, session];
  }

  ask(method, params) {
    return this.browser.ask(method, params, this.session);
  }

  resize(width, height, deviceScaleFactor = 1) {
    return this.ask("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor, mobile: false });
  }

  prefer(features) {
    const all = Object.entries(features).map(([name, value]) => ({ name, value }));
    return this.ask("Emulation.setEmulatedMedia", { features: all });
  }

  async go(url) {
    const loaded = new Promise((done) => this.browser.on(this.session, "Page.loadEventFired", done));
    await this.ask("Page.navigate", { url });
    await loaded;
  }

  /** The value of an expression, which may be a promise. */
  async value(expression) {
    const { result, exceptionDetails } = await this.ask("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description}`);
    return result.value;
  }

  /** Waits until an expression is true. */
  async until(expression, most = 10_000) {
    const start = performance.now();
    while (!(await this.value(expression))) {
      if (performance.now() - start > most) throw new Error(`never so: ${expression}`);
      await new Promise((done) => setTimeout(done, 15));
    }
  }

  async key(key, code = key, text = key.length === 1 ? key : undefined) {
    await this.ask("Input.dispatchKeyEvent", { type: "keyDown", key, code, text, windowsVirtualKeyCode: KEYS[key] });
    await this.ask("Input.dispatchKeyEvent", { type: "keyUp", key, code, windowsVirtualKeyCode: KEYS[key] });
  }

  async click(selector) {
    const [x, y] = await this.middle(selector);
    await this.mouse("mousePressed", x, y);
    await this.mouse("mouseReleased", x, y);
  }

  mouse(type, x, y, more = {}) {
    return this.ask("Input.dispatchMouseEvent", { type, x, y, button: "left", clickCount: 1, ...more });
  }

  middle(selector) {
    return this.value(`(() => { const { x, y, width, height } = document.querySelector(${JSON.stringify(selector)})
      .getBoundingClientRect(); return [x + width / 2, y + height / 2]; })()`);
  }

  async screenshot() {
    const { data } = await this.ask("Page.captureScreenshot", { format: "png" });
    return Buffer.from(data, "base64");
  }

  /** What a screen reader is handed: role and name of each node, top to bottom. */
  async accessible() {
    const { nodes } = await this.ask("Accessibility.getFullAXTree");
    const shown = nodes.filter((node) => !node.ignored && node.role?.value !== "InlineTextBox");
    return shown.map((node) => `${node.role?.value}: ${node.name?.value ?? ""}`);
  }
}

const KEYS = { Tab: 9, Enter: 13, Escape: 27, ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40, " ": 32 };
