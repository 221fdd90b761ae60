
// Pages.

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

// Keys.

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
