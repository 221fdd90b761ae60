
// Showing.

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
