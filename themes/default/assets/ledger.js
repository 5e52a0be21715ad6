// Shows a part of the ledger: one party, one agreement, one status. The choice stands in the
// address, so that it can be sent to somebody. Totals are those of what is shown, each unit by
// itself; what is not in effect is counted only when it is asked for.
(() => {
  "use strict";
  const selects = [...document.querySelectorAll("select[data-filter]")];
  const reset = document.getElementById("ui:ledger-reset");
  const status = document.getElementById("ui:ledger-status");
  const totals = document.getElementById("ui:ledger-totals");
  if (!selects.length || !totals) {
    return;
  }
  const { group: GROUP, point: POINT } = totals.dataset;
  const body = totals.querySelector("tbody");
  // What has no unit is a line like the others, and is in no total.
  const thing = (element) => ({
    number: Number(element.dataset.number),
    unit: element.dataset.unit,
    text: element.dataset.unitText,
    side: element.closest(".traded-given") ? "given" : "gained",
  });
  const rows = [...document.querySelectorAll(".ledger-table tbody tr")].map((element) => ({
    element,
    head: element.querySelector("th").firstElementChild,
    lines: element.querySelectorAll(".traded > li").length,
    things: [...element.querySelectorAll(".traded > li[data-unit]")].map(thing),
    party: element.dataset.party,
    agreement: element.closest("[data-agreement]").dataset.agreement,
    status: element.closest("[data-status]").dataset.status,
  }));

  const all = rows.reduce((sum, row) => sum + row.lines, 0);

  // Free of the dust of binary fractions, as the sums of the page are.
  const clean = (value) => Number(value.toFixed(9));

  const number = (value) => {
    const [whole, rest] = String(Math.abs(value)).split(".");
    const grouped = whole.length > 3 ? whole.replace(/\B(?=(\d{3})+$)/g, GROUP) : whole;
    return `${value < 0 ? "−" : ""}${grouped}${rest ? POINT + rest : ""}`;
  };

  const labels = [...totals.querySelectorAll("thead th")].map((head) => head.textContent);

  const cell = (text, className, column) => {
    const made = document.createElement("td");
    made.className = className;
    made.dataset.label = labels[column];
    made.textContent = text;
    return made;
  };

  const total = (sum) => {
    const row = document.createElement("tr");
    const head = document.createElement("th");
    head.scope = "row";
    head.append(sum.head.cloneNode(true));
    const [given, gained] = [clean(sum.given || 0), clean(sum.gained || 0)];
    const net = clean(gained - given);
    row.append(
      head,
      cell(sum.unit, "", 1),
      cell(sum.given === null ? "" : number(given), "number", 2),
      cell(sum.gained === null ? "" : number(gained), "number", 3),
      cell((net > 0 ? "+" : "") + number(net), "number net", 4),
    );
    return row;
  };

  const add = (sums, row) => {
    for (const { number: amount, unit, text, side } of row.things) {
      const key = `${row.party}\n${unit}`;
      const sum = sums.get(key) || { head: row.head, unit: text, given: null, gained: null };
      sum[side] = (sum[side] || 0) + amount;
      sums.set(key, sum);
    }
  };

  // By party and unit, as the page has them when it comes.
  const inOrder = (sums) =>
    [...sums].sort(([one, a], [other, b]) => {
      const names = a.head.textContent.localeCompare(b.head.textContent);
      return names || (one < other ? -1 : 1);
    });

  const chosen = () =>
    Object.fromEntries(selects.map((select) => [select.dataset.filter, select.value]));

  const show = () => {
    const wanted = chosen();
    const sums = new Map();
    let count = 0;
    for (const row of rows) {
      const fits = Object.entries(wanted).every(([name, value]) => !value || row[name] === value);
      row.element.hidden = !fits;
      count += fits ? row.lines : 0;
      if (fits && row.status === (wanted.status || "now")) {
        add(sums, row);
      }
    }
    for (const section of document.querySelectorAll(".ledger-agreement, .ledger-group")) {
      section.hidden = !section.querySelector("tbody tr:not([hidden])");
    }
    body.replaceChildren(...inOrder(sums).map(([, sum]) => total(sum)));
    totals.hidden = sums.size === 0;
    const some = Object.values(wanted).some(Boolean);
    reset.hidden = !some;
    const text = count ? status.dataset.shown : status.dataset.none;
    status.textContent = some
      ? text.replace("{n}", String(count)).replace("{all}", String(all))
      : "";
  };

  const keep = () => {
    const address = new URL(location.href);
    for (const [name, value] of Object.entries(chosen())) {
      if (value) {
        address.searchParams.set(name, value);
      } else {
        address.searchParams.delete(name);
      }
    }
    try {
      history.replaceState(history.state, "", address);
    } catch {
      // A page from disk may not change its address; the choice holds all the same.
    }
  };

  const asked = new URLSearchParams(location.search);
  for (const select of selects) {
    const value = asked.get(select.dataset.filter) || "";
    // A value that nobody offers any more is no choice.
    select.value = [...select.options].some((option) => option.value === value) ? value : "";
    select.addEventListener("change", () => {
      show();
      keep();
    });
  }
  const showAll = () => {
    for (const select of selects) {
      select.value = "";
    }
    show();
    keep();
  };
  reset.addEventListener("click", () => {
    showAll();
    selects[0].focus();
  });
  // Whoever follows a link to one agreement gets it, whatever was chosen before.
  window.addEventListener("hashchange", () => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (place?.closest("[hidden]")) {
      showAll();
      place.scrollIntoView();
    }
  });
  if (selects.some((select) => select.value)) {
    show();
  }
})();
