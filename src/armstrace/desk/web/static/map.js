// Zooms and moves a drawing by its view box: buttons, keys, and dragging; what is drawn stays as it is.
(() => {
  "use strict";
  const STEP = 1.5, SHIFT = 0.15, MOST = 40;
  const inner = (zoom) => zoom.querySelector("svg > svg") || zoom.querySelector("svg");
  const whole = (map) => {
    map.dataset.whole ||= map.getAttribute("viewBox");
    return map.dataset.whole.split(" ").map(Number);
  };
  const now = (map) => (whole(map), map.getAttribute("viewBox").split(" ").map(Number));
  const show = (map, [x, y, w, h]) => {
    const [left, top, wide, high] = whole(map);
    const width = Math.min(wide, Math.max(w, wide / MOST)), height = (width * high) / wide;
    const x1 = Math.min(Math.max(x, left), left + wide - width), y1 = Math.min(Math.max(y, top), top + high - height);
    map.setAttribute("viewBox", [x1, y1, width, height].map((each) => each.toFixed(2)).join(" "));
  };
  const scaled = (map, by) => {
    const [x, y, w, h] = now(map);
    show(map, [x + (w - w / by) / 2, y + (h - h / by) / 2, w / by, h / by]);
  };
  const moved = (map, across, down) => {
    const [x, y, w, h] = now(map);
    show(map, [x + across * w, y + down * h, w, h]);
  };
  const steps = {
    in: (map) => scaled(map, STEP), out: (map) => scaled(map, 1 / STEP), whole: (map) => show(map, whole(map)),
    left: (map) => moved(map, -SHIFT, 0), right: (map) => moved(map, SHIFT, 0),
    up: (map) => moved(map, 0, -SHIFT), down: (map) => moved(map, 0, SHIFT),
  };
  const keys = {
    "+": "in", "=": "in", "-": "out", "0": "whole",
    ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down",
  };
  const zoomOf = (target) => (target instanceof Element ? target.closest("[data-zoom]") : null);
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-step]") : null;
    const zoom = zoomOf(button);
    if (zoom && inner(zoom)) steps[button.dataset.step](inner(zoom));
  });
  document.addEventListener("keydown", (event) => {
    const zoom = zoomOf(event.target), step = keys[event.key];
    if (!zoom || !inner(zoom) || !step || event.ctrlKey || event.metaKey || event.altKey) return;
    steps[step](inner(zoom));
    event.preventDefault();
  });
  let held = null, dragged = false;
  document.addEventListener("pointerdown", (event) => {
    const zoom = zoomOf(event.target);
    dragged = false;
    if (!zoom || event.button !== 0 || event.pointerType === "touch" || !event.target.closest("svg")) return;
    held = { zoom, map: inner(zoom), x: event.clientX, y: event.clientY, view: now(inner(zoom)) };
  });
  document.addEventListener("pointermove", (event) => {
    if (!held) return;
    const across = event.clientX - held.x, down = event.clientY - held.y;
    if (Math.hypot(across, down) < 5 && !dragged) return;
    dragged = true;
    held.zoom.classList.add("moving");
    const box = held.map.getBoundingClientRect(), [x, y, w, h] = held.view;
    show(held.map, [x - (across * w) / box.width, y - (down * h) / box.height, w, h]);
  });
  document.addEventListener("pointerup", () => {
    if (held) held.zoom.classList.remove("moving");
    held = null;
  });
  // the end of a drag is no click on the place beneath
  document.addEventListener("click", (event) => {
    if (dragged && zoomOf(event.target) && !event.target.closest("[data-step]")) {
      event.preventDefault();
      event.stopPropagation();
    }
    dragged = false;
  }, true);
})();
