// The findings on the page: a badge with their number, and a panel that opens by itself for errors
// and goes away with them. It stands in a shadow tree, so that the site's styles are not its own.
(() => {
  "use strict";
  const preview = globalThis.playbookPreview;
  const DISMISSED = "playbook-preview-dismissed";
  const OWN_PAGE = document.body.classList.contains("own");

  let parts = null;
  let shownMark = "";

  const element = (name, className, text = "") => {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  };

  const build = () => {
    const host = document.createElement("playbook-preview");
    const root = host.attachShadow({ mode: "open" });
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = "/-/preview.css";
    const region = element("section", "overlay");
    const badge = element("button", "badge");
    badge.type = "button";
    badge.setAttribute("aria-expanded", "false");
    badge.setAttribute("aria-controls", "panel");
    const words = element("span", "announced"); // the button says the same to those who see it
    words.setAttribute("role", "status");
    const edit = element("a", "edit-page");
    const panel = element("div", "panel");
    panel.id = "panel";
    panel.tabIndex = -1;
    panel.hidden = true;
    const bar = element("div", "bar");
    const title = element("p", "bar-title");
    const all = element("a", "bar-all");
    const close = element("button", "bar-close");
    close.type = "button";
    bar.append(title, all, close);
    const note = element("p", "note");
    const list = element("div", "list");
    panel.append(bar, note, list);
    const foot = element("div", "foot");
    foot.append(words, edit, badge);
    region.append(panel, foot);
    root.append(style, region);
    host.hidden = true;
    const reveal = () => {
      host.hidden = false;
    };
    style.addEventListener("load", reveal);
    style.addEventListener("error", reveal); // plain, but what it has to say is that the server is gone
    document.body.append(host);
    badge.addEventListener("click", () => (panel.hidden ? open(true) : dismiss()));
    close.addEventListener("click", () => {
      dismiss();
      badge.focus();
    });
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !panel.hidden) {
        event.stopPropagation();
        dismiss();
        badge.focus();
      }
    });
    parts = { region, badge, words, edit, panel, title, all, close, note, list };
  };

  const open = (isAsked) => {
    parts.panel.hidden = false;
    parts.badge.setAttribute("aria-expanded", "true");
    fill();
    if (isAsked) {
      parts.panel.focus();
    }
  };

  const hide = () => {
    parts.panel.hidden = true;
    parts.badge.setAttribute("aria-expanded", "false");
  };

  const dismiss = () => {
    hide();
    try {
      sessionStorage.setItem(DISMISSED, state.mark);
    } catch {
      // It opens again on the next page.
    }
  };

  const isDismissed = (mark) => {
    try {
      return sessionStorage.getItem(DISMISSED) === mark;
    } catch {
      return false;
    }
  };

  let state = { mark: "", words: "", errors: 0, texts: {}, isBroken: false, edit: "" };
  let isLost = false;

  const fill = async () => {
    const { mark } = state;
    if (shownMark === mark) {
      return;
    }
    const address = `/-/findings?page=${encodeURIComponent(location.pathname)}`;
    const page = await preview.load(address).catch(() => null);
    const found = page?.querySelectorAll("main > :not(h1)");
    if (found && mark === state.mark) {
      shownMark = mark;
      parts.list.replaceChildren(...[...found].map((node) => document.importNode(node, true)));
    }
  };

  const draw = () => {
    if (!parts) {
      build();
    }
    const { texts, words, isBroken, edit, errors } = state;
    const wants = isLost || isBroken || (words && !OWN_PAGE);
    parts.region.setAttribute("aria-label", texts.name ?? "");
    parts.title.textContent = words;
    parts.all.textContent = texts.findings ?? "";
    parts.all.href = "/-/findings";
    parts.close.textContent = texts.close ?? "";
    parts.note.textContent = isBroken ? texts.stale : "";
    parts.note.hidden = !isBroken;
    parts.edit.textContent = texts["edit-page"] ?? "";
    parts.edit.href = edit;
    parts.edit.hidden = !edit || isLost;
    parts.badge.hidden = !wants;
    parts.badge.disabled = isLost;
    parts.badge.classList.toggle("has-errors", isLost || isBroken || errors > 0);
    const shown = isLost ? texts.lost : words || texts.stale;
    if (parts.words.textContent !== shown) {
      parts.words.textContent = wants ? shown : "";
      parts.badge.textContent = wants ? shown : "";
    }
    if (isLost || !wants) {
      hide();
    } else if (isBroken || errors > 0) {
      if (!isDismissed(state.mark)) {
        open(false);
      }
    }
    if (!parts.panel.hidden) {
      if (!isBroken && !errors && isOpenByItself) {
        hide();
      } else {
        fill();
      }
    }
    isOpenByItself = !parts.panel.hidden && (isBroken || errors > 0);
  };
  let isOpenByItself = false;

  /** Shows what is wrong now. */
  preview.show = (findings, isBroken, edit) => {
    const mark = `${findings.mark}${isBroken ? "!" : ""}`;
    state = { ...findings, mark, isBroken, edit };
    if (OWN_PAGE && document.documentElement.dataset.findings !== undefined) {
      if (document.documentElement.dataset.findings !== findings.mark) {
        preview.reload();
      }
    }
    draw();
  };

  /** Says that the server is gone, or that it is back. */
  preview.lose = (isGone) => {
    if (isGone !== isLost && state.texts.lost) {
      isLost = isGone;
      draw();
    }
  };
})();
