
// Wheel, fingers and mouse.

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
