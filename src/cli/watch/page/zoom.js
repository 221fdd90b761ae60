
// Zoom: fitted to the window until somebody zooms.

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
