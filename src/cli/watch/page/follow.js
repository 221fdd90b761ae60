
// Asking: one question at a time; what changes meanwhile is asked for right afterwards.

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

// The connection.

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
