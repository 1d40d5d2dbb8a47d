// Claims open beside the text, which stays where it is; the whole work can be done with keys.
(() => {
  "use strict";
  const panel = () => document.getElementById("panel");
  const text = () => document.getElementById("text");

  const show = (href, remember, then) => {
    htmx.ajax("GET", href, { source: panel(), target: "#panel", select: "#panel", swap: "outerHTML" }).then(() => {
      if (remember) {
        history.pushState({}, "", href);
      }
      here();
      if (then) {
        then();
        return;
      }
      const opened = panel();
      opened.focus({ preventScroll: true });
      if (matchMedia("(max-width: 63.99rem)").matches) {
        opened.scrollIntoView();
      } else {
        window.scrollTo({ top: 0 });
      }
    });
  };

  // the words of the claim that is open stand out in the text
  const here = () => {
    const item = new URLSearchParams(location.search).get("item");
    for (const each of text()?.querySelectorAll("a.here") ?? []) {
      each.classList.remove("here");
    }
    if (!item) {
      return;
    }
    const found = [...(text()?.querySelectorAll("a.claim, a.ref") ?? [])].filter(
      (each) => new URL(each.href).searchParams.get("item") === item,
    );
    for (const each of found.filter((one) => one.classList.contains("claim"))) {
      each.classList.add("here");
    }
    (found[0]?.closest("p") ?? found[0])?.scrollIntoView({ block: "center" });
  };

  const isClaim = (link) =>
    link.origin === location.origin && link.pathname === location.pathname && !link.hash && link.closest("#reader") !== null;

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }
    const asked = new URL(link.href).searchParams;
    if (isClaim(link) && !asked.has("part") && !asked.has("wait")) {
      event.preventDefault();
      show(link.href, true);
    }
  });
  addEventListener("popstate", () => show(location.href, false));
  document.addEventListener("open-claim", (event) => {
    const href = new URL(event.detail.href, location.origin + location.pathname).href;
    show(href, true, event.detail.then);
  });

  const press = (id) => document.getElementById(id)?.click();
  const decide = (id) => {
    const button = document.getElementById(id);
    const why = document.getElementById("why");
    if (!button || !why) {
      return;
    }
    if (why.value.trim()) {
      button.click();
    } else {
      // the reason first; Enter then signs what was chosen
      why.dataset.then = id;
      why.focus();
    }
  };
  const keys = {
    j: () => (document.getElementById("following") ? press("following") : document.querySelector("#panel .open-claim")?.click()),
    k: () => press("previous"),
    a: () => decide("accept"),
    r: () => decide("reject"),
    u: () => decide("undo"),
    e: () => {
      const correcting = document.getElementById("correcting");
      if (correcting) {
        correcting.open = true;
        correcting.querySelector("textarea").focus();
      }
    },
    Escape: () => press("all-claims"),
  };
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest?.("input, textarea, select");
    if (writing) {
      if (event.key === "Escape") {
        writing.blur();
      } else if (event.key === "Enter" && writing.id === "why" && writing.dataset.then) {
        event.preventDefault();
        press(writing.dataset.then);
      }
      return;
    }
    if (!event.metaKey && !event.ctrlKey && !event.altKey && Object.hasOwn(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  document.addEventListener("DOMContentLoaded", here);
  document.addEventListener("htmx:load", (event) => event.detail.elt.id === "reader" && here());
})();
