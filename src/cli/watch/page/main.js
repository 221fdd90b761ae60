"use strict";

// The page that follows a map. It asks for nothing but /events and /picture, and what it is told it shows as text; a
// picture is taken in as XML, and the page's policy lets no script run but this one.

const $ = (id) => document.getElementById(id);
const [stage, sheets] = [$("stage"), $("sheets")];

function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}
