// "/" leads to the search box, from the box the arrow keys lead through what was found. The key can be switched off.
(() => {
  "use strict";
  const off = "armstrace-slash-off";
  const box = () => document.getElementById("search-box");
  const typing = (each) => each instanceof HTMLElement && (each.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(each.tagName));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (localStorage.getItem(off) || !box()) return;
    event.preventDefault();
    box().focus();
    box().select();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const hits = [...document.querySelectorAll(".hits .where a")];
    const at = hits.indexOf(document.activeElement);
    if (!hits.length || (at < 0 && document.activeElement !== box()) || (at < 0 && event.key === "ArrowUp")) return;
    event.preventDefault();
    const next = at + (event.key === "ArrowDown" ? 1 : -1);
    (next < 0 ? box() : hits[Math.min(next, hits.length - 1)]).focus();
  });
  const choice = document.getElementById("slash-key");
  if (choice) {
    choice.checked = !localStorage.getItem(off);
    choice.addEventListener("change", () => choice.checked ? localStorage.removeItem(off) : localStorage.setItem(off, "1"));
  }
})();
