
// What was found.

const ICONS = {
  error: "M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0zM12 8v4M12 16h.01",
  warning: "M21.73 18l-8-14a2 2 0 0 0-3.48 0l-8 14a2 2 0 0 0 1.75 3h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01",
  advice: "M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0zM12 16v-4M12 8h.01",
};

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

function item({ severity, message, help, perhaps, file, place }) {
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
  if (perhaps) made.append(element("p", "hint", element("b", "", "Perhaps: "), element("code", "name", perhaps)));
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
