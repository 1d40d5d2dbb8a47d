// Zooms and moves a drawing by its view box: buttons, keys, dragging, two fingers; what is drawn stays as it is.
(() => {
  "use strict";
  const STEP = 1.5, SHIFT = 0.15, MOST = 40, STILL_PX = 5;
  const inner = (zoom) => zoom.querySelector("svg svg") || zoom.querySelector("svg");
  const whole = (map) => {
    map.dataset.whole ||= map.getAttribute("viewBox");
    return map.dataset.whole.split(" ").map(Number);
  };
  const now = (map) => (whole(map), map.getAttribute("viewBox").split(" ").map(Number));
  const show = (map, [x, y, w]) => {
    const [left, top, wide, high] = whole(map);
    const width = Math.min(wide, Math.max(w, wide / MOST)), height = (width * high) / wide;
    const x1 = Math.min(Math.max(x, left), left + wide - width), y1 = Math.min(Math.max(y, top), top + high - height);
    map.setAttribute("viewBox", [x1, y1, width, height].map((each) => each.toFixed(2)).join(" "));
    // one finger moves what is enlarged; a map that is whole lets the page scroll
    map.closest("[data-zoom]").classList.toggle("enlarged", width < wide * 0.999);
  };
  // where the map lies on the screen; its own bounds would count what it cuts off
  const bounds = (map) => {
    if (!map.ownerSVGElement) return map.getBoundingClientRect();
    const { a, d, e, f } = map.parentNode.getScreenCTM(), of = (name) => map[name].baseVal.value;
    return { left: a * of("x") + e, top: d * of("y") + f, width: a * of("width"), height: d * of("height") };
  };
  // a place on the screen as a place of the drawing, where the drawing shows a view
  const placed = (map, view, at) => {
    const box = bounds(map);
    return [view[0] + ((at.x - box.left) / box.width) * view[2], view[1] + ((at.y - box.top) / box.height) * view[3]];
  };
  // what lay under `from` when the view was `view` comes to lie under `to`, so many times as large
  const carried = (map, view, from, to, by) => {
    const [x, y] = placed(map, view, from), box = bounds(map), w = view[2] / by, h = view[3] / by;
    show(map, [x - ((to.x - box.left) / box.width) * w, y - ((to.y - box.top) / box.height) * h, w]);
  };
  const middle = (map) => {
    const box = bounds(map);
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  };
  const scaled = (map, by, at = middle(map)) => carried(map, now(map), at, at, by);
  const moved = (map, across, down) => {
    const [x, y, w, h] = now(map);
    show(map, [x + across * w, y + down * h, w]);
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
    if (event.target.closest("input")) return;
    steps[step](inner(zoom));
    event.preventDefault();
  });
  // with Ctrl, as in other maps; without, the wheel scrolls the page
  document.addEventListener("wheel", (event) => {
    const zoom = zoomOf(event.target);
    if (!zoom || !inner(zoom) || !(event.ctrlKey || event.metaKey) || !event.target.closest("svg")) return;
    event.preventDefault();
    scaled(inner(zoom), Math.exp(-Math.sign(event.deltaY) * Math.min(Math.abs(event.deltaY), 50) / 150), { x: event.clientX, y: event.clientY });
  }, { passive: false });

  // ---- pointers: one drags, two pinch
  const held = new Map();
  let on = null, began = null, dragged = false;
  const spot = () => {
    const all = [...held.values()], mean = (of) => all.reduce((sum, each) => sum + of(each), 0) / all.length;
    const at = { x: mean((each) => each.x), y: mean((each) => each.y) };
    return { at, apart: all.length > 1 ? Math.hypot(all[0].x - all[1].x, all[0].y - all[1].y) : 0 };
  };
  const begin = () => {
    began = held.size ? { ...spot(), view: now(inner(on)) } : null;
  };
  document.addEventListener("pointerdown", (event) => {
    const zoom = zoomOf(event.target);
    if (!held.size) dragged = false;
    if (!zoom || event.button !== 0 || !event.target.closest("svg") || (held.size && zoom !== on) || held.size > 1) return;
    on = zoom;
    held.set(event.pointerId, { x: event.clientX, y: event.clientY });
    begin();
  });
  document.addEventListener("pointermove", (event) => {
    if (!held.has(event.pointerId)) return;
    held.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const { at, apart } = spot();
    if (!dragged && held.size < 2 && Math.hypot(at.x - began.at.x, at.y - began.at.y) < STILL_PX) return;
    dragged = true;
    on.classList.add("moving");
    carried(inner(on), began.view, began.at, at, apart && began.apart ? apart / began.apart : 1);
  });
  for (const kind of ["pointerup", "pointercancel"]) {
    document.addEventListener(kind, (event) => {
      if (!held.delete(event.pointerId)) return;
      if (held.size) begin();
      else on.classList.remove("moving");
    });
  }
  // the end of a drag is no click on the place beneath
  document.addEventListener("click", (event) => {
    if (dragged && zoomOf(event.target) && !event.target.closest("[data-step]")) {
      event.preventDefault();
      event.stopPropagation();
    }
    dragged = false;
  }, true);
})();
