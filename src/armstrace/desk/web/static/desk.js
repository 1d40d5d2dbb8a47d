// Local time beside every moment in UTC, also of pieces that come later.
(() => {
  "use strict";
  const local = (root) => {
    for (const each of root.querySelectorAll("time[datetime]:not([title])")) {
      const at = new Date(each.dateTime);
      if (each.dateTime.length > 11 && !Number.isNaN(at.getTime())) {
        each.title = at.toLocaleString(undefined, { dateStyle: "full", timeStyle: "long" }) + " (local time)";
      }
    }
  };
  local(document);
  document.addEventListener("htmx:load", (event) => local(event.detail.elt));
})();
