// One moment of a flight, marked on its map and on its altitude: by pointing at either, or with the slider and its keys.
(() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const slider = document.getElementById("moment"), told = document.getElementById("moment-told");
  const drawing = document.querySelector("svg[data-track]");
  if (!slider || !drawing) return;
  // each: place on the map, place on the altitude (null where none was told), and what is said of it
  const all = JSON.parse(drawing.dataset.track);
  const map = drawing.querySelector("svg"), profile = drawing.querySelector("g.profile");
  const mark = (parent, kind, given) => {
    const made = document.createElementNS(SVG, kind);
    for (const [name, value] of Object.entries({ class: "moment", visibility: "hidden", ...given })) made.setAttribute(name, value);
    parent.append(made);
    return made;
  };
  const here = mark(map, "circle", { r: 6 }), high = mark(profile, "circle", { r: 5 }), line = mark(profile, "path", {});
  const show = (at) => {
    const [x, y, across, up, said] = all[at];
    slider.value = at;
    slider.setAttribute("aria-valuetext", said);
    told.textContent = said;
    here.setAttribute("cx", x);
    here.setAttribute("cy", y);
    // as large as before where the map is enlarged
    here.setAttribute("r", (6 * map.viewBox.baseVal.width) / map.width.baseVal.value);
    line.setAttribute("d", `M${across} 64V274`);
    if (up !== null) {
      high.setAttribute("cx", across);
      high.setAttribute("cy", up);
    }
    for (const each of [here, line]) each.setAttribute("visibility", "visible");
    high.setAttribute("visibility", up === null ? "hidden" : "visible");
  };
  slider.max = all.length - 1;
  slider.closest(".moments").hidden = false;
  slider.addEventListener("input", () => show(Number(slider.value)));
  slider.addEventListener("focus", () => show(Number(slider.value)));
  const nearest = (far) => all.reduce((best, each, at) => (far(each) < far(all[best]) ? at : best), 0);
  drawing.addEventListener("pointermove", (event) => {
    const placed = (on) => new DOMPoint(event.clientX, event.clientY).matrixTransform(on.getScreenCTM().inverse());
    if (map.contains(event.target)) {
      const { x, y } = placed(here);
      show(nearest((each) => Math.hypot(each[0] - x, each[1] - y)));
    } else if (placed(profile).y > 0) {
      const { x } = placed(profile);
      show(nearest((each) => Math.abs(each[2] - x)));
    }
  });
})();
