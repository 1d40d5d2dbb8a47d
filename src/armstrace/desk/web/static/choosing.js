// Words chosen in the text, by mouse, touch or keys, become the words of a claim: its correction opens filled in.
(() => {
  "use strict";
  const NEAR = 800, MOST = 4, LONGEST = 2000;
  const text = () => document.getElementById("words");
  const bar = () => document.getElementById("choosing");
  const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });
  let chosen = null;

  // the text as it was read: references are no part of it, and a mark of a hidden character stands for that character
  let known = null;
  const pieces = () => {
    if (known?.root === text()) return known;
    const held = [];
    let at = 0, all = "";
    const walk = document.createTreeWalker(text(), NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
      node.nodeType === Node.ELEMENT_NODE && node.classList.contains("refs") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const hidden = node.nodeType === Node.ELEMENT_NODE && node.classList.contains("hidden-char");
      if (!hidden && (node.nodeType !== Node.TEXT_NODE || node.parentElement.classList.contains("hidden-char"))) continue;
      const words = hidden ? String.fromCodePoint(parseInt(node.dataset.c, 16)) : node.data;
      held.push({ node, hidden, at, size: words.length });
      at += words.length;
      all += words;
    }
    known = { root: text(), held, all };
    return known;
  };
  const pointed = (node, offset) => {
    const { held, all } = pieces();
    const same = held.find((each) => each.node === node);
    if (same && !same.hidden) return same.at + Math.min(offset, same.size);
    const point = document.createRange();
    point.setStart(node, offset);
    const after = held.find((each) => point.comparePoint(each.node, 0) >= 0);
    return after ? after.at : all.length;
  };
  const rangeOf = ({ from, to }) => {
    const { held } = pieces(), range = document.createRange();
    const first = held.find((each) => from < each.at + each.size), last = held.findLast((each) => each.at < to);
    if (first.hidden) range.setStartBefore(first.node);
    else range.setStart(first.node, from - first.at);
    if (last.hidden) range.setEndAfter(last.node);
    else range.setEnd(last.node, to - last.at);
    return range;
  };
  const points = (from, to) => [...pieces().all.slice(from, to)].length;

  // claims as the page names them: [number, item, kind, start, end] in code points of this part
  const claims = () =>
    JSON.parse(text().dataset.claims).map(([number, item, kind, start, end]) => ({ number, item, kind, start, end }));
  const open = () => document.querySelector("#correct [name=claim]")?.value ?? "";
  const takers = () => {
    const start = points(0, chosen.from), end = start + points(chosen.from, chosen.to);
    const far = (each) => Math.max(0, each.start - end, start - each.end);
    const found = claims().filter(
      (each, at, all) =>
        (each.item === open() || far(each) <= NEAR) && all.findIndex((one) => one.item === each.item) === at,
    );
    found.sort((one, two) => (two.item === open()) - (one.item === open()) || far(one) - far(two) || one.start - two.start);
    const over = found.filter((each) => far(each) === 0 || each.item === open());
    return { found: (over.length ? over : found).slice(0, MOST), over: found.some((each) => far(each) === 0) };
  };

  const leave = () => {
    chosen = null;
    CSS.highlights?.delete("chosen");
    if (bar()) bar().hidden = true;
  };
  const choose = (from, to) => {
    const { all } = pieces();
    while (from < to && /\s/.test(all[from])) from += 1;
    while (to > from && /\s/.test(all[to - 1])) to -= 1;
    if (from >= to) return leave();
    chosen = { from, to };
    const range = rangeOf(chosen);
    if (window.Highlight) CSS.highlights.set("chosen", new Highlight(range));
    const words = all.slice(from, to), { found, over } = takers(), long = to - from > LONGEST;
    document.getElementById("chosen-words").textContent = words.length > 160 ? `${words.slice(0, 80)} … ${words.slice(-70)}` : words;
    document.getElementById("chosen-note").textContent =
      long ? `A claim has ${LONGEST} characters at most.`
      : over ? ""
      : found.length ? "No claim was read from these words. They can be given to one near by that was misread."
      : "No claim was read from these words, and none is near. One that was missed cannot be made by hand.";
    document.getElementById("takers").replaceChildren(
      ...(long ? [] : found).map((each) => {
        const button = document.createElement("button");
        button.type = "button";
        button.dataset.item = each.item;
        button.textContent = `claim ${each.number}, ${each.kind}`;
        button.setAttribute("aria-label", `These are the words of claim ${each.number}, ${each.kind}`);
        return button;
      }),
    );
    document.getElementById("takers-title").hidden = long || !found.length;
    bar().hidden = false;
    return range;
  };

  // ---- by mouse and touch: what is selected in the text
  let pressed = false, later = 0, link = null;
  const selected = () => {
    const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
    if (!range || range.collapsed || !text()?.contains(range.commonAncestorContainer)) return;
    choose(pointed(range.startContainer, range.startOffset), pointed(range.endContainer, range.endOffset));
  };
  document.addEventListener("pointerdown", (event) => {
    pressed = true;
    // browsers select nothing that begins in a link: while it is pressed the words of a claim are none
    link = event.pointerType === "mouse" && event.button === 0 ? event.target.closest?.("#words a[href]") : null;
    if (link) {
      link.dataset.href = link.getAttribute("href");
      link.removeAttribute("href");
    }
    if (chosen && !event.target.closest?.("#choosing, #panel")) leave();
  });
  for (const kind of ["pointerup", "pointercancel"]) {
    document.addEventListener(kind, () => {
      pressed = false;
      link?.setAttribute("href", link.dataset.href);
      setTimeout(selected);
    });
  }
  document.addEventListener("selectionchange", () => {
    clearTimeout(later);
    if (!pressed) later = setTimeout(selected, 200);
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#words a") && !getSelection().isCollapsed) event.preventDefault();
  }, true);

  // ---- by keys: the words of the claim that is open, longer or shorter by a word
  const stops = (edge) => {
    const { all } = pieces(), left = Math.max(0, chosen[edge] - 300), found = [];
    for (const each of segmenter.segment(all.slice(left, chosen[edge] + 300))) {
      if (each.isWordLike) found.push(left + each.index + (edge === "to" ? each.segment.length : 0));
    }
    return found;
  };
  const move = (edge, by) => {
    const found = stops(edge).filter((at) => (by < 0 ? at < chosen[edge] : at > chosen[edge]));
    const next = by < 0 ? found.at(-1) : found[0];
    if (next === undefined || (edge === "from" ? next >= chosen.to : next <= chosen.from)) return;
    getSelection().removeAllRanges();
    choose(edge === "from" ? next : chosen.from, edge === "to" ? next : chosen.to);
  };
  const begin = () => {
    const known = claims().find((each) => each.item === open());
    if (!known) return;
    const units = [...pieces().all];
    const from = units.slice(0, known.start).join("").length;
    choose(from, from + units.slice(known.start, known.end).join("").length)?.startContainer.parentElement.scrollIntoView({ block: "center" });
    bar().focus();
  };

  const take = (item) => {
    if (!item || !chosen) return;
    const words = pieces().all.slice(chosen.from, chosen.to), at = Number(text().dataset.start) + points(0, chosen.from);
    const fill = () => {
      const form = document.getElementById("correct");
      form.closest("details").open = true;
      form.elements.words.value = words;
      form.elements.start.value = at;
      const why = form.elements.namedItem("why");
      why.scrollIntoView({ block: "center" });
      why.focus();
    };
    const was = open();
    getSelection().removeAllRanges();
    bar().hidden = true;
    chosen = null;
    if (was === item) fill();
    else document.dispatchEvent(new CustomEvent("open-claim", { detail: { href: `?item=${encodeURIComponent(item)}`, then: fill } }));
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("#choosing button");
    if (!button) return;
    if (button.dataset.item) take(button.dataset.item);
    else if (button.dataset.edge) move(button.dataset.edge, Number(button.dataset.by));
    else leave();
  });
  // words changed by hand stand wherever they stand nearest
  document.addEventListener("input", (event) => {
    if (event.target.matches?.("#correct textarea[name=words]")) event.target.form.elements.start.value = "";
  });
  document.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey || event.target.closest?.("input, textarea, select")) return;
    const done = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (event.key === "w" && text()) {
      if (!chosen) begin();
      else bar().focus();
      done();
    } else if (chosen && event.key === "Escape") {
      leave();
      done();
    } else if (chosen && (event.key === "ArrowLeft" || event.key === "ArrowRight") && event.target.closest?.("#choosing")) {
      move(event.shiftKey ? "from" : "to", event.key === "ArrowLeft" ? -1 : 1);
      done();
    } else if (chosen && event.key === "Enter" && event.target === bar()) {
      take(document.querySelector("#takers button")?.dataset.item);
      done();
    }
  }, true);
})();
