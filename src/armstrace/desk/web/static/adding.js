// Files that are dropped or chosen are sent one after the other, with how far they are, and can be stopped.
(() => {
  "use strict";
  const drop = document.getElementById("drop");
  const input = document.getElementById("files");
  const list = document.getElementById("sending");
  const form = document.getElementById("add-form");
  const limit = Number(document.getElementById("adding").dataset.limit);
  const waiting = [];
  let sending = null;

  const shown = (file) => {
    const item = document.createElement("li");
    item.className = "item job";
    const name = document.createElement("strong");
    name.textContent = file.name;
    name.dir = "auto";
    const said = document.createElement("span");
    said.className = "soft";
    said.textContent = " waits";
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", "How much of " + file.name + " is sent");
    const stop = document.createElement("button");
    stop.type = "button";
    stop.className = "quiet";
    stop.textContent = "Stop sending";
    item.append(name, said, bar, stop);
    list.append(item);
    return { item, said, bar, stop };
  };

  const end = (each, words) => {
    each.view.bar.remove();
    each.view.stop.remove();
    each.view.said.textContent = " " + words;
    sending = null;
    next();
  };

  const refresh = () => {
    if (window.htmx) {
      window.htmx.ajax("GET", location.pathname + location.search, { target: "#jobs", select: "#jobs", swap: "outerHTML" });
    }
  };

  const address = (file) => {
    const query = new URLSearchParams({ name: file.name });
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && value) query.set(name, value);
    }
    return "/api/exhibits?" + query;
  };

  const problem = (request) => {
    try {
      const told = JSON.parse(request.responseText);
      return told.detail + " " + told.todo;
    } catch {
      return "The server did not take it.";
    }
  };

  const next = () => {
    if (sending || !waiting.length) return;
    sending = waiting.shift();
    const each = sending;
    const request = new XMLHttpRequest();
    request.open("POST", address(each.file));
    request.setRequestHeader("X-CSRF-Token", document.body.dataset.csrf);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.addEventListener("progress", (event) => {
      each.view.said.textContent = " is being sent";
      if (event.lengthComputable) each.view.bar.value = (event.loaded * 100) / event.total;
    });
    request.addEventListener("load", () => {
      if (request.status === 202) {
        each.view.item.remove();
        sending = null;
        refresh();
        next();
      } else {
        end(each, "was not taken: " + problem(request));
      }
    });
    request.addEventListener("error", () => end(each, "was not taken: the connection broke."));
    request.addEventListener("abort", () => end(each, "was stopped; nothing of it was kept."));
    each.view.stop.addEventListener("click", () => request.abort());
    request.send(each.file);
  };

  const take = (files) => {
    for (const file of files) {
      const each = { file, view: shown(file) };
      if (file.size > limit) {
        each.view.bar.remove();
        each.view.stop.remove();
        each.view.said.textContent = " is too large for the page; add it with armstrace add --in-place.";
        continue;
      }
      each.view.stop.addEventListener("click", () => {
        const place = waiting.indexOf(each);
        if (place >= 0) {
          waiting.splice(place, 1);
          each.view.item.remove();
        }
      });
      waiting.push(each);
    }
    next();
  };

  input.addEventListener("change", () => {
    take([...input.files]);
    input.value = "";
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) drop.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    take([...event.dataTransfer.files]);
  });
  window.addEventListener("beforeunload", (event) => {
    if (sending) event.preventDefault();
  });
})();
