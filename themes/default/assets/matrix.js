// Lets a reader try other weights. A weight that was not moved counts exactly as published, so that
// the untouched sliders give the published totals.
(() => {
  "use strict";
  const panel = document.getElementById("ui:weighing");
  if (!panel) {
    return;
  }
  const texts = panel.dataset;
  const sliders = [...panel.querySelectorAll("input")];
  const rows = [...panel.querySelectorAll("tr[data-scores]")];
  const result = panel.querySelector(".weighing-result");
  const reset = document.getElementById("ui:weighing-reset");
  const initial = sliders.map((slider) => slider.value);
  const options = rows.map((row) => ({
    title: row.cells[0].textContent,
    scores: row.dataset.scores.split(" ").map(Number),
    total: row.querySelector(".weighing-total"),
    row,
  }));
  const published = options[0].title;

  // A title may have what `replace` would take for a sign of its own, such as “$$”.
  const filled = (template, values) =>
    template.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  // As the published totals are rounded: free of the dust of sums, and halves to the even digit.
  const rounded = (total) => {
    const number = Number(total.toFixed(9));
    const isHalf = Number.isInteger(number * 8) && !Number.isInteger(number * 4);
    return isHalf ? (2 * Math.round(number * 50)) / 100 : Number(number.toFixed(2));
  };
  const shown = (number) => String(rounded(number)).replace(".", texts.point);

  const weigh = () => {
    const moved = sliders.some((slider, index) => slider.value !== initial[index]);
    const weights = sliders.map((slider, index) =>
      Number(slider.value === initial[index] ? slider.dataset.published : slider.value),
    );
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    sliders.forEach((slider, index) => {
      const share = whole ? `${Math.round((100 * weights[index]) / whole)} %` : "0 %";
      slider.parentElement.querySelector(".weight-share").textContent = share;
      slider.setAttribute("aria-valuetext", share);
    });
    const totals = options.map((option) =>
      option.scores.reduce((sum, score, index) => sum + score * weights[index], 0) / (whole || 1),
    );
    let best = 0;
    totals.forEach((total, index) => {
      if (total > totals[best] + 1e-9) {
        best = index;
      }
    });
    options.forEach((option, index) => {
      option.total.textContent = whole ? shown(totals[index]) : "–";
      option.row.classList.toggle("row-chosen", Boolean(whole) && index === best);
    });
    const text = best === 0 ? texts.same : texts.other;
    result.textContent = whole
      ? filled(text, { winner: options[best].title, published })
      : texts.nothing;
    reset.disabled = !moved;
  };

  for (const slider of sliders) {
    slider.addEventListener("input", weigh);
  }
  reset.addEventListener("click", () => {
    sliders.forEach((slider, index) => {
      slider.value = initial[index];
    });
    weigh();
    sliders[0].focus();
  });
  // A browser that comes back to the page may have kept the sliders where they were.
  window.addEventListener("pageshow", weigh);
  weigh();
})();
