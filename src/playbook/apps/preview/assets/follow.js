// Follows the playbook: one stream of events while the tab is visible, which comes back by itself. The
// server says which of the files that this tab has loaded are others now; what else is saved does not
// touch it.
(() => {
  "use strict";
  const preview = globalThis.playbookPreview;
  const AGAIN = 1000; // milliseconds after which a stream that was refused is asked for again
  const GONE = 2500; // milliseconds without a stream after which the reader is told
  const MORE = 200; // milliseconds in which files are gathered that the page has loaded late
  const SLOW = 1500; // milliseconds after which the page counts as loaded
  // What this page was loaded from. It is named at every connection, whatever was changed in place
  // since: files that the page has loaded late are not younger, and to hear twice of a change is no harm.
  const { stamp } = document.currentScript.dataset;
  let source = null;
  let again = 0;
  let gone = 0;
  let known = "";
  let isBroken = false;
  let state = stamp; // what the server has now
  let changing = Promise.resolve();

  /** Loads a page without showing it. */
  preview.load = (address) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("GET", address);
      request.responseType = "document";
      request.addEventListener("loadend", () => {
        request.response ? resolve(request.response) : reject(new Error(address));
      });
      request.send();
    });

  const files = () => {
    const found = new Set();
    for (const { name } of performance.getEntriesByType("resource")) {
      const url = new URL(name);
      if (url.origin === location.origin && !url.pathname.startsWith("/-/")) {
        found.add(decodeURIComponent(url.pathname));
      }
    }
    found.delete(decodeURIComponent(location.pathname));
    return [...found].sort();
  };

  const isOf = (suffix) => (path) => path.endsWith(suffix);

  // A style sheet is loaded beside the old one, which goes when the new one is there.
  const restyle = (path) => {
    const old = [...document.querySelectorAll('link[rel="stylesheet"]')].filter(
      (link) => decodeURIComponent(new URL(link.href).pathname) === path,
    );
    if (old.length) {
      const fresh = old.at(-1).cloneNode();
      fresh.href = `${new URL(fresh.href).pathname}?${state}`;
      const done = () => old.forEach((link) => link.remove());
      fresh.addEventListener("load", done);
      fresh.addEventListener("error", done);
      old.at(-1).after(fresh);
    }
  };

  const isErrorPage = (page) => page.body?.classList.contains("own");

  // What is to be shown instead may be broken by now, of which the server is about to tell: then the
  // last good page stays.
  const renew = async (isHere) => {
    const page = await preview.load(location.href.split("#")[0]).catch(() => null);
    if (!page || (isErrorPage(page) && !isErrorPage(document))) {
      return;
    }
    if (!isHere || !preview.swap(page)) {
      preview.reload();
    }
  };

  const change = async (news) => {
    if (isBroken) {
      return; // the last good page stays until there is a better one
    }
    const sheets = news.changed.filter(isOf(".css"));
    const others = news.changed.filter((path) => !sheets.includes(path));
    sheets.forEach(restyle);
    const here = decodeURIComponent(location.pathname).replace(/\/$/, "/index.html");
    if (others.length) {
      await renew(others.every((path) => path === here));
    }
  };

  let findings = { mark: "", words: "", errors: 0, texts: {} };
  let edit = "";

  const hear = (news) => {
    const wasBroken = isBroken;
    isBroken = news.broken ?? isBroken;
    state = news.stamp ?? state;
    findings = news.findings ?? findings;
    edit = news.edit ?? edit;
    const isOwn = isErrorPage(document);
    preview.show(findings, isBroken && !isOwn, edit);
    if (news.goto && news.goto !== decodeURIComponent(location.pathname)) {
      location.assign(encodeURI(news.goto));
      return;
    }
    if (isOwn && isBroken && wasBroken && news.changed?.length) {
      preview.reload(); // what is wrong with it is something else now
    } else if (news.changed?.length) {
      changing = changing.then(() => change(news));
    }
  };

  const listen = () => {
    clearTimeout(again);
    if (document.hidden || source) {
      return;
    }
    const asked = new URLSearchParams({ page: decodeURIComponent(location.pathname), seen: stamp });
    const loaded = files();
    known = loaded.join();
    for (const path of loaded) {
      asked.append("with", path);
    }
    source = new EventSource(`/-/events?${asked}`);
    source.addEventListener("open", () => {
      clearTimeout(gone);
      gone = 0;
      preview.lose(false);
    });
    source.addEventListener("message", ({ data }) => hear(JSON.parse(data)));
    source.addEventListener("error", () => {
      gone ||= setTimeout(() => preview.lose(true), GONE);
      // The address of a stream says what this tab has: it is asked for anew, not just again.
      rest();
      again = setTimeout(listen, AGAIN);
    });
  };

  const rest = () => {
    clearTimeout(again);
    source?.close();
    source = null;
  };

  let more = 0;
  const lookForMore = () => {
    clearTimeout(more);
    more = setTimeout(() => {
      if (source && files().join() !== known) {
        rest();
        listen();
      }
    }, MORE);
  };

  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", (event) => event.persisted && listen());
  new PerformanceObserver(lookForMore).observe({ type: "resource" });
  addEventListener("load", listen);
  setTimeout(listen, SLOW); // whatever does not arrive need not be waited for
})();
