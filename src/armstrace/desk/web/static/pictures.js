// Pictures that may be distressing lie in a template, which loads nothing, until somebody asks to see them.
(() => {
  "use strict";
  // "show" holds for one document, in this tab, for whoever is in this session
  const session = document.body.dataset.csrf?.slice(0, 12) ?? "";
  const key = (veil) => `shown ${veil.dataset.lasts}`;

  const show = (veil) => {
    const seen = document.createElement("div"), said = veil.querySelector("[role=status]");
    seen.className = "seen";
    seen.append(document.importNode(veil.querySelector("template").content, true));
    for (const each of seen.querySelectorAll("img, image")) {
      each.addEventListener("error", () => {
        hide(veil);
        said.textContent = "It cannot be shown here: save the original to look at it.";
      });
    }
    said.textContent = "";
    veil.append(seen);
    veil.querySelector("button").textContent = "Hide it again";
  };
  const hide = (veil) => {
    const button = veil.querySelector("button");
    veil.querySelector(".seen")?.remove();
    button.textContent = button.dataset.show;
  };

  document.addEventListener("click", (event) => {
    const veil = event.target.closest?.("button[data-show]")?.closest(".veil");
    if (!veil) {
      return;
    }
    const shown = veil.querySelector(".seen") !== null;
    (shown ? hide : show)(veil);
    if (veil.dataset.lasts) {
      shown ? sessionStorage.removeItem(key(veil)) : sessionStorage.setItem(key(veil), session);
    }
  });
  const asked = (root) => {
    for (const veil of root.querySelectorAll(".veil[data-lasts]")) {
      if (sessionStorage.getItem(key(veil)) === session && !veil.querySelector(".seen")) {
        show(veil);
      }
    }
  };
  asked(document);
  document.addEventListener("htmx:load", (event) => asked(event.detail.elt));
})();
