
"use strict";

// The page that follows a map. It asks for nothing but /events and /picture, and what it is told it shows as text; a
// picture is taken in as XML, and the page's policy lets no script run but this one.

const $ = (id) => document.getElementById(id);
const [stage, sheets] = [$("stage"), $("sheets")];
const ICONS = {
  error: "M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0zM12 8v4M12 16h.01",
  warning: "M21.73 18l-8-14a2 2 0 0 0-3.48 0l-8 14a2 2 0 0 0 1.75 3h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01",
  advice: "M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0zM12 16v-4M12 8h.01",
};

function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

// ---- What is chosen: kept in the address, behind the #, so that it lasts when the page is loaded again.

const selects = ["theme", "page", "persona"].map($);
const choices = {};

function readChoices() {
  const given = new URLSearchParams(location.hash.slice(1));
  for (const { id } of selects) choices[id] = given.get(id) ?? "";
}

function query(more = {}) {
  const all = Object.entries({ ...choices, ...more }).filter(([, value]) => value !== "");
  const text = new URLSearchParams(all).toString();
  return text && "?" + text;
}

function choose(name, value) {
  choices[name] = value;
  history.replaceState(null, "", "#" + query().slice(1));
  refresh(true);
}

function offer(select, options) {
  const first = select.options[0];
  const wanted = [first, ...options.map(([value, text]) => new Option(text, value))];
  const key = JSON.stringify(options);
  if (select.dataset.options !== key) {
    select.dataset.options = key;
    select.replaceChildren(...wanted);
  }
  const value = choices[select.id];
  select.value = options.some(([known]) => known === value) ? value : "";
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

function offerAll({ themes, pages, personas }) {
  offer($("theme"), themes.map((name) => [name, capital(name)]));
  offer($("page"), pages.map((name) => [name, capital(name).replace("-", " ")]));
  offer($("persona"), personas.map(({ id, name }) => [id, name]));
  $("persona-choice").hidden = personas.length < 2;
}

for (const select of selects) select.addEventListener("change", () => choose(select.id, select.value));
addEventListener("hashchange", () => {
  readChoices();
  refresh(true);
});

// ---- Asking: one question at a time; what changes meanwhile is asked for right afterwards.

let asking = null;
let again = false;
let shown = null;

async function refresh(atOnce = false) {
  if (asking && !atOnce) {
    again = true;
    return;
  }
  asking?.abort();
  const mine = (asking = new AbortController());
  again = false;
  try {
    let answer = await fetch("/picture" + query(), { signal: mine.signal, cache: "no-store" });
    if (answer.status === 400) {
      // chosen in another map, or gone from this one
      for (const { id } of selects) choices[id] = "";
      history.replaceState(null, "", location.pathname);
      answer = await fetch("/picture", { signal: mine.signal, cache: "no-store" });
    }
    if (!answer.ok) throw new Error(await answer.text());
    const told = await answer.json();
    if (mine === asking) await show(told, mine.signal);
  } catch (error) {
    if (error.name !== "AbortError" && mine === asking) console.warn(error);
  }
  if (mine !== asking) return;
  asking = null;
  if (again) refresh();
}

// ---- The connection.

let events = null;
let isOpen = false;

function connect() {
  events?.close();
  events = new EventSource("/events");
  events.onmessage = () => {
    isOpen = true;
    refresh();
  };
  events.onerror = () => {
    if (isOpen || !shown) say("wayline has ended, or can’t be reached. The page goes on as soon as it is back.");
    isOpen = false;
    live();
    // it tries again by itself, unless it was refused
    if (events.readyState === EventSource.CLOSED) setTimeout(connect, 1000);
  };
}

function live() {
  const state = !isOpen ? (shown ? "lost" : "waiting") : shown?.is_earlier ? "errors" : "live";
  const words = { waiting: "Connecting", lost: "Not connected", errors: "Errors", live: "Live" };
  $("live").dataset.state = state;
  $("live-text").textContent = words[state];
}

// A window that nobody sees holds no connection: browsers have only six for one server.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    events?.close();
    events = null;
  } else if (!events) {
    connect();
  }
});

// ---- Showing.

function say(text) {
  $("heard").textContent = text;
}

async function show(told, signal) {
  const pictures = told.sheets.map(picture);
  await Promise.race([Promise.all(pictures.map(decoded)), new Promise((done) => setTimeout(done, 120))]);
  if (signal.aborted) return;
  const isNew = !shown || shown.number !== told.number;
  if (pictures.length > 0) put(pictures, told.sheets);
  $("empty").hidden = sheets.childElementCount > 0;
  $("title").textContent = told.title ?? told.file;
  $("file").textContent = told.title ? told.file : "";
  document.title = `${told.is_earlier ? "Errors: " : ""}${told.title ?? told.file} – wayline`;
  offerAll(told.offer);
  shown = told;
  offerDownloads(told.sheets.length);
  const summary = showItems(told);
  live();
  if (isNew) say([told.is_earlier ? "Not redrawn." : "Redrawn.", summary].join(" "));
}

// The picture as a part of this document: its words can be read out, searched and selected, its links followed.
function picture({ svg }) {
  const read = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  const made = document.importNode(read, true);
  for (const link of made.querySelectorAll("a[href]")) {
    link.setAttribute("target", "_blank");
    link.setAttribute("rel", "noopener noreferrer");
  }
  return made;
}

// Images that were not shown before are decoded first, so that nothing flickers.
const seen = new Set();
function decoded(made) {
  const addresses = [...made.querySelectorAll("image")].map((image) => image.getAttribute("href"));
  const fresh = addresses.filter((address) => address && !seen.has(address));
  return Promise.allSettled(fresh.map((address) => {
    seen.add(address);
    const image = new Image();
    image.src = address;
    return image.decode();
  }));
}

let sizes = [];

function put(pictures, told) {
  const [left, top] = [stage.scrollLeft, stage.scrollTop];
  const links = [...sheets.querySelectorAll("a[href]")];
  const focused = links.indexOf(document.activeElement);
  sizes = told.map(({ width, height }) => [width, height]);
  sheets.replaceChildren(...pictures.map((made, index) => {
    const sheet = element("figure", "sheet", made);
    if (pictures.length > 1) sheet.setAttribute("aria-label", `Page ${index + 1} of ${pictures.length}`);
    return sheet;
  }));
  resize();
  stage.scrollTo({ left, top, behavior: "instant" });
  if (focused >= 0) ([...sheets.querySelectorAll("a[href]")][focused] ?? stage).focus({ preventScroll: true });
  tellPage();
}

function offerDownloads(count) {
  $("download").disabled = count === 0;
  const take = (format, sheet, ...content) => {
    const link = element("a", "take", ...content);
    link.href = `/map.${format}` + query(sheet > 0 ? { sheet: sheet + 1 } : {});
    link.download = "";
    return link;
  };
  const about = (text) => element("small", "", text);
  const rows = count > 1
    ? Array.from({ length: count }, (_, sheet) => {
        const [svg, png] = [take("svg", sheet, "SVG"), take("png", sheet, "PNG")];
        svg.setAttribute("aria-label", `Page ${sheet + 1} as SVG`);
        png.setAttribute("aria-label", `Page ${sheet + 1} as PNG`);
        return element("div", "row", element("span", "", `Page ${sheet + 1}`), svg, png);
      })
    : [take("svg", 0, "SVG", about("scalable, with real text")), take("png", 0, "PNG", about("pixels"))];
  $("downloads").replaceChildren(...rows);
}

$("downloads").addEventListener("click", (event) => {
  if (event.target.closest("a")) $("downloads").hidePopover();
});

// ---- What was found.

const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;
let wasOpened = null; // what the reader said last; null: nothing

function showItems({ items, more, is_earlier }) {
  const count = (severity) => items.filter((item) => item.severity === severity).length;
  const parts = [
    [count("error") + (is_earlier ? more : 0), "error", "errors"],
    [count("warning"), "warning", "warnings"],
    [count("advice"), "piece of advice", "pieces of advice"],
  ];
  const words = parts.filter(([many]) => many > 0).map((part) => plural(...part)).join(", ");
  const worst = items[0]?.severity ?? "advice";
  const panel = $("findings");
  panel.hidden = items.length === 0;
  panel.className = `findings ${worst}`;
  $("summary-icon").setAttribute("d", ICONS[worst]);
  $("count").textContent = words;
  $("earlier").hidden = !is_earlier || sheets.childElementCount === 0;
  const list = items.map(item);
  if (more > 0) list.push(element("li", "more", `… and ${plural(more, "more message", "more messages")}`));
  const key = JSON.stringify([items, more]);
  if (panel.dataset.items !== key) {
    panel.dataset.items = key;
    $("list").replaceChildren(...list);
    $("list").scrollTop = 0;
    if (!is_earlier) wasOpened = null;
  }
  open(wasOpened ?? is_earlier);
  const first = items[0];
  const where = first?.place ? `, line ${first.place.line}` : "";
  return words && `${words}. ${capital(first.severity)}${where}: ${first.message}.`;
}

// Names stand between two ` in what wayline says.
function named(text) {
  return text.split("`").map((part, index, all) =>
    index % 2 === 0 ? part : index === all.length - 1 ? "`" + part : element("code", "name", part));
}

function item({ severity, message, help, file, place }) {
  const made = element("li", `item ${severity}`);
  made.append(element("p", "says", element("span", "kind", capital(severity)), " – ", ...named(message)));
  const where = [file, place && `line ${place.line}, column ${place.column}`].filter(Boolean).join(", ");
  if (where) made.append(element("p", "where", where));
  if (place) {
    const code = element("code", "", place.before, element("mark", "", place.marked), place.after);
    if (place.label) code.append(element("span", "label", place.label));
    const at = element("span", "at", String(place.line));
    at.setAttribute("aria-hidden", "true");
    made.append(element("div", "line", at, code));
  }
  if (help) made.append(element("p", "hint", element("b", "", "Help: "), ...named(help)));
  return made;
}

function open(isOpened) {
  $("list").hidden = !isOpened;
  $("findings").classList.toggle("open", isOpened);
  $("summary").setAttribute("aria-expanded", String(isOpened));
}

function toggleItems() {
  wasOpened = $("list").hidden;
  open(wasOpened);
}

$("summary").addEventListener("click", toggleItems);

// ---- Zoom: fitted to the window until somebody zooms.

const [LEAST, MOST, STEP] = [0.05, 8, 1.2];
let scale = 1;
let isFitted = true;

function fitting() {
  const style = getComputedStyle(sheets);
  const [across, down] = [["Left", "Right"], ["Top", "Bottom"]].map((sides) =>
    sides.reduce((sum, side) => sum + parseFloat(style[`padding${side}`]), 0));
  const widest = Math.max(...sizes.map(([width]) => width));
  const highest = Math.max(...sizes.map(([, height]) => height));
  const fits = Math.min((stage.clientWidth - across) / widest, (stage.clientHeight - down) / highest);
  return Math.min(Math.max(fits, LEAST), 3);
}

function apply() {
  [...sheets.children].forEach((sheet, index) => {
    const [width, height] = sizes[index];
    sheet.firstChild.style.width = `${width * scale}px`;
    sheet.firstChild.style.height = `${height * scale}px`;
  });
  $("level").textContent = `${Math.round(scale * 100)} %`;
  $("level").setAttribute("aria-label", `${Math.round(scale * 100)} %, go to actual size`);
  $("fit").setAttribute("aria-pressed", String(isFitted));
  $("smaller").disabled = scale <= LEAST;
  $("larger").disabled = scale >= MOST;
  stage.classList.toggle("movable", isMovable());
}

function resize() {
  if (sizes.length === 0) return;
  // twice: the first time may bring or take away a scroll bar
  for (let turn = 0; isFitted && turn < 2; turn++) {
    scale = fitting();
    apply();
  }
  apply();
}

function isMovable() {
  return stage.scrollWidth > stage.clientWidth + 1 || stage.scrollHeight > stage.clientHeight + 1;
}

// What is under a point of the window stays there.
function zoomTo(wanted, x, y) {
  if (sizes.length === 0) return;
  const box = stage.getBoundingClientRect();
  const [px, py] = [x ?? box.left + box.width / 2, y ?? box.top + box.height / 2];
  const all = [...sheets.children];
  const distance = (sheet) => {
    const { top, bottom } = sheet.getBoundingClientRect();
    return Math.max(top - py, py - bottom, 0);
  };
  const sheet = all.reduce((best, other) => (distance(other) < distance(best) ? other : best));
  const before = sheet.getBoundingClientRect();
  scale = Math.min(Math.max(wanted, LEAST), MOST);
  isFitted = false;
  apply();
  const after = sheet.getBoundingClientRect();
  stage.scrollBy({
    left: after.left + ((px - before.left) / before.width) * after.width - px,
    top: after.top + ((py - before.top) / before.height) * after.height - py,
    behavior: "instant",
  });
}

function fit() {
  isFitted = true;
  resize();
}

$("larger").addEventListener("click", () => zoomTo(scale * STEP));
$("smaller").addEventListener("click", () => zoomTo(scale / STEP));
$("level").addEventListener("click", () => zoomTo(1));
$("fit").addEventListener("click", fit);
new ResizeObserver(resize).observe(stage);

// The wheel moves the map, and zooms with Ctrl, as a pinch on a touch pad does. Where all of the map is to be seen there is
// nothing to move: it zooms, to the end of the turn.
let turning = { until: 0, zooms: false };
stage.addEventListener("wheel", (event) => {
  const now = event.timeStamp;
  if (now > turning.until) turning.zooms = !isMovable();
  turning.until = now + 250;
  if (!event.ctrlKey && !event.metaKey && !turning.zooms) return;
  event.preventDefault();
  const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? 400 : 1;
  const delta = Math.min(Math.max(event.deltaY * lines, -120), 120);
  zoomTo(scale * Math.exp(-delta * (Math.abs(delta) < 40 ? 0.01 : 0.002)), event.clientX, event.clientY);
}, { passive: false });

// Two fingers on a screen.
let pinch = null;
function fingers({ touches: [a, b] }) {
  const [x, y] = [(a.clientX + b.clientX) / 2, (a.clientY + b.clientY) / 2];
  return { x, y, distance: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) };
}
stage.addEventListener("touchstart", (event) => {
  if (event.touches.length === 2) pinch = { ...fingers(event), scale };
}, { passive: true });
stage.addEventListener("touchmove", (event) => {
  if (!pinch || event.touches.length !== 2) return;
  event.preventDefault();
  const { x, y, distance } = fingers(event);
  zoomTo((pinch.scale * distance) / pinch.distance, x, y);
  stage.scrollBy(pinch.x - x, pinch.y - y);
  [pinch.x, pinch.y] = [x, y];
}, { passive: false });
for (const name of ["touchend", "touchcancel"]) stage.addEventListener(name, () => (pinch = null));

// Safari has events of its own for a pinch on a touch pad.
let began = 1;
stage.addEventListener("gesturestart", (event) => {
  event.preventDefault();
  began = scale;
});
stage.addEventListener("gesturechange", (event) => {
  event.preventDefault();
  if (!pinch) zoomTo(began * event.scale, event.clientX, event.clientY);
});

// Dragging with the mouse.
let drag = null;
stage.addEventListener("pointerdown", (event) => {
  if (event.pointerType === "mouse" && event.button === 0 && isMovable() && event.target !== stage) {
    drag = { x: event.clientX, y: event.clientY, left: stage.scrollLeft, top: stage.scrollTop, moved: false };
  }
});
stage.addEventListener("pointermove", (event) => {
  if (!drag) return;
  const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
  if (!drag.moved && Math.hypot(dx, dy) < 4) return;
  if (!drag.moved) {
    drag.moved = true;
    stage.classList.add("moving");
    stage.setPointerCapture(event.pointerId);
  }
  stage.scrollTo({ left: drag.left - dx, top: drag.top - dy, behavior: "instant" });
});
function drop() {
  stage.classList.remove("moving");
  const { moved } = drag ?? {};
  drag = null;
  if (!moved) return;
  // the click that ends a drag follows no link
  const stop = (event) => event.preventDefault();
  stage.addEventListener("click", stop, true);
  setTimeout(() => stage.removeEventListener("click", stop, true));
}
stage.addEventListener("pointerup", drop);
stage.addEventListener("pointercancel", drop);
stage.addEventListener("dragstart", (event) => event.preventDefault());

// ---- Pages.

function current() {
  const middle = stage.getBoundingClientRect().top + stage.clientHeight / 2;
  const index = [...sheets.children].findIndex((sheet) => sheet.getBoundingClientRect().bottom >= middle);
  return index < 0 ? sheets.childElementCount - 1 : index;
}

function tellPage() {
  const count = sheets.childElementCount;
  $("pages").hidden = count < 2;
  if (count < 2) return;
  const index = current();
  $("page-number").textContent = `${index + 1} / ${count}`;
  $("previous").disabled = index === 0;
  $("next").disabled = index === count - 1;
}

function turn(by) {
  const sheet = sheets.children[current() + by];
  if (!sheet) return;
  const [box, at] = [stage.getBoundingClientRect(), sheet.getBoundingClientRect()];
  const room = Math.max((box.height - at.height) / 2, 14);
  stage.scrollBy({ top: at.top - box.top - room, behavior: "instant" });
  tellPage();
  say(`Page ${current() + 1} of ${sheets.childElementCount}`);
}

stage.addEventListener("scroll", tellPage, { passive: true });
$("previous").addEventListener("click", () => turn(-1));
$("next").addEventListener("click", () => turn(1));

// ---- Keys.

const pan = (x, y) => () => stage.scrollBy({ left: x * 80, top: y * 80, behavior: "instant" });
const KEYS = {
  "+": () => zoomTo(scale * STEP),
  "=": () => zoomTo(scale * STEP),
  "-": () => zoomTo(scale / STEP),
  "−": () => zoomTo(scale / STEP),
  0: fit,
  1: () => zoomTo(1),
  ArrowLeft: pan(-1, 0),
  ArrowRight: pan(1, 0),
  ArrowUp: pan(0, -1),
  ArrowDown: pan(0, 1),
  n: () => turn(1),
  p: () => turn(-1),
  m: () => $("findings").hidden || toggleItems(),
  d: () => $("download").disabled || $("downloads").togglePopover(),
  "?": () => $("keys").togglePopover(),
};

addEventListener("keydown", (event) => {
  // letters are for the map alone: elsewhere they may mean something to a list, or to a screen reader
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(".bar, .menu, .list")) return;
  if (event.key === "Escape" && !$("list").hidden && !document.querySelector(":popover-open")) return toggleItems();
  const does = KEYS[event.key];
  if (!does) return;
  event.preventDefault();
  does();
});

$("downloads").addEventListener("toggle", (event) => {
  if (event.newState === "open") $("downloads").querySelector("a")?.focus();
});
$("skip").addEventListener("click", (event) => {
  event.preventDefault();
  stage.focus();
});

readChoices();
connect();
