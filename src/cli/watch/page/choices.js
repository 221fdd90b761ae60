
// What is chosen: kept in the address, behind the #, so that it lasts when the page is loaded again.

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
