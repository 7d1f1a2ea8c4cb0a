"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const runs = data.runs, metric = data.metrics[0];
  const initialCurves = 6, visibleBars = 25, mostCategories = 25, dashes = ["solid", "dashed", "dotted"];
  const { escape, draw, tooltip, valueAxis, logAxis, percent, count, heading, wrapped, whiskers } = page;
  const rows = [...document.querySelector("#runs tbody").rows];
  const titleOf = run => `#${run.number} ${run.name}`;
  const fixed = value => value === null ? "–" : value.toFixed(4);
  let look, selected = null;

  function drawMetric() {
    const phases = [...new Set(runs.map(run => run.phase))];
    const zoomed = document.getElementById("zoom").checked;
    const shown = Math.min(runs.length, visibleBars);
    document.getElementById("metric-chart").style.height = `${shown * (innerWidth < 600 ? 44 : 26) + 90}px`;
    const low = i => Math.max(0, runs[i].means[0] - runs[i].deviations[0]), high = i => runs[i].means[0] + runs[i].deviations[0];
    const whisker = (params, api) => {
      const i = api.value(0), from = api.coord([low(i), i]), to = api.coord([high(i), i]), cap = 4;
      const line = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style: { stroke: look.ink, lineWidth: 1.5 } });
      return { type: "group", children: [line(from[0], from[1], to[0], to[1]), line(from[0], from[1] - cap, from[0], from[1] + cap), line(to[0], to[1] - cap, to[0], to[1] + cap)] };
    };
    const known = runs.map((_, i) => i).filter(i => runs[i].means[0] !== null);
    const lowest = Math.min(...known.map(low)), highest = Math.max(...known.map(high)), step = (highest - lowest) / 20 || 0.01;
    const bars = phases.map((phase, p) => ({
      type: "bar", name: phase, barGap: "-100%", barWidth: 14, itemStyle: { color: look.series[p % look.series.length], opacity: 0.85 },
      data: runs.map(run => run.phase === phase ? run.means[0] : null) }));
    draw("metric-chart", {
      grid: { left: 8, right: runs.length > visibleBars ? 60 : 30, top: 34, bottom: 46, outerBounds: { left: 8 }, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      legend: { top: 0, left: 0, textStyle: { color: look.ink } },
      tooltip: tooltip({ trigger: "axis", axisPointer: { type: "shadow" }, formatter: points => {
        const run = runs[points[0].dataIndex];
        return `${escape(titleOf(run))}<br>${escape(metric)} ${fixed(run.means[0])} ± ${fixed(run.deviations[0])}`;
      } }),
      xAxis: valueAxis(metric, { min: zoomed ? Math.max(0, Math.floor((lowest - step) * 1000) / 1000) : 0, max: zoomed ? Math.ceil((highest + step) * 1000) / 1000 : undefined }),
      yAxis: { type: "category", inverse: true, data: runs.map(titleOf), axisLabel: { color: look.ink, width: innerWidth < 600 ? 110 : 300, overflow: "break", lineHeight: 13, fontSize: 12 }, axisTick: { show: false }, axisLine: { lineStyle: { color: look.line } } },
      dataZoom: runs.length > visibleBars ? [
        { type: "slider", yAxisIndex: 0, startValue: 0, endValue: visibleBars - 1, right: 10, width: 18, showDetail: false, showDataShadow: false, brushSelect: false, borderColor: look.line, fillerColor: look.line, backgroundColor: look.grid, textStyle: { color: look.faint } },
        { type: "inside", yAxisIndex: 0, zoomOnMouseWheel: false, moveOnMouseWheel: false }] : [],
      series: [...bars, { type: "custom", silent: true, clip: true, renderItem: whisker, encode: { x: [1, 2], y: 0 }, z: 5, data: known.map(i => [i, low(i), high(i)]) }],
    });
  }

  function dimensions() {
    const list = [{ name: "run", value: run => run.name }, { name: "phase", value: run => run.phase }];
    data.parameters.forEach((name, i) => list.push({ name, value: run => run.parameters[i] }));
    data.metrics.slice(1, Math.max(3, 10 - data.parameters.length)).forEach((name, i) => list.push({ name, value: run => run.means[i + 1] }));
    list.push({ name: "fit s", value: run => run.fit }, { name: metric, value: run => run.means[0] });
    return list.filter((dimension, i) => {
      const values = new Set(runs.map(dimension.value));
      return i === list.length - 1 || (values.size > 1 && !(typeof dimension.value(runs[0]) === "string" && values.size > mostCategories));
    });
  }

  /* The learner's options go without their slot; words are broken into lines, so that neighbours do not meet. */
  const lines = name => wrapped(name.replace(/^trainer\./, "")).split("\n").reduce((all, word) => {
    if (all.length > 0 && (all.at(-1) + word).length <= 11) all[all.length - 1] += /[a-z0-9]$/.test(all.at(-1)) && /^[A-Z]/.test(word) ? ` ${word}` : word;
    else all.push(word);
    return all;
  }, []).join("\n");
  const axisWidth = 94;

  const text = value => typeof value === "number" ? String(+value.toPrecision(4)) : value;

  function axis(dimension, dim) {
    const values = runs.map(dimension.value).filter(value => value !== null);
    const common = { dim, name: lines(dimension.name), nameTextStyle: { color: look.ink, fontSize: 12, lineHeight: 14 },
      axisLabel: { color: look.ink, fontSize: 12, width: axisWidth - 18, lineHeight: 13, overflow: "break", textBorderColor: look.paper, textBorderWidth: 4, formatter: text }, axisLine: { lineStyle: { color: look.faint } },
      areaSelectStyle: { width: 16, color: look.series[1], borderColor: look.series[1], opacity: 0.3 } };
    if (values.some(value => typeof value !== "number")) return { ...common, type: "category", data: [...new Set(values.map(String))] };
    const low = Math.min(...values), high = Math.max(...values);
    return low > 0 && high / low >= 50 ? { ...common, type: "log", min: low, max: high, axisLabel: { ...common.axisLabel, formatter: text } }
      : { ...common, type: "value", ...(low < high ? { min: low, max: high } : { scale: true }), splitNumber: 4 };
  }

  function drawParallel() {
    const axes = dimensions(), last = axes.length - 1;
    document.getElementById("parallel").hidden = last < 1;
    if (last < 1) return;
    document.getElementById("parallel-chart").style.minWidth = `${axes.length * axisWidth + 160}px`;
    const titleLines = Math.max(...axes.map(dimension => lines(dimension.name).split("\n").length));
    const means = runs.map(run => run.means[0]).filter(value => value !== null);
    const scale = data.higherIsBetter ? look.scale : [...look.scale].reverse();
    const chart = draw("parallel-chart", {
      parallel: { left: 40, right: 190, top: 24 + titleLines * 14, bottom: 24 },
      parallelAxis: axes.map(axis),
      visualMap: { type: "continuous", dimension: last, min: Math.min(...means), max: Math.max(...means), precision: 4, right: 0, top: "middle", itemHeight: 180,
        text: [metric, ""], textStyle: { color: look.ink }, inRange: { color: scale } },
      series: [{ type: "parallel", smooth: false, inactiveOpacity: 0.04, activeOpacity: 0.9, lineStyle: { width: 1.8, opacity: 0.75 },
        data: [...runs].reverse().map(run => axes.map(dimension => { const value = dimension.value(run); return value === null ? "-" : value; })) }],
    });
    chart.off("axisareaselected");
    chart.on("axisareaselected", () => {
      const active = chart.getModel().getSeriesByIndex(0).getRawIndicesByActiveState("active").map(i => runs.length - 1 - i);
      selected = active.length > 0 ? new Set(active) : null;
      filter();
    });
  }

  const tuples = (flat, size) => Array.from({ length: flat.length / size }, (_, i) => flat.slice(size * i, size * i + size));
  const pairs = flat => tuples(flat, 2);

  function drawCurves() {
    const ticked = rows.filter(row => row.querySelector("input").checked).map(row => runs[row.dataset.run]).sort((a, b) => runs.indexOf(a) - runs.indexOf(b));
    const color = i => look.series[i % look.series.length], dash = i => dashes[Math.floor(i / look.series.length) % dashes.length];
    const dashArray = { solid: "", dashed: "6 4", dotted: "2 3" };
    document.getElementById("curve-key").innerHTML = ticked.map((run, i) => `<li><svg width="26" height="6" aria-hidden="true"><line x1="0" y1="3" x2="26" y2="3" stroke="${color(i)}" stroke-width="3" stroke-dasharray="${dashArray[dash(i)]}"/></svg>${escape(titleOf(run))}</li>`).join("");
    const chart = (id, title, x, y, points, more, chance, axes, formatter) => document.getElementById(id) && draw(id, {
      title: heading(title),
      grid: { left: 54, right: 16, top: 40, bottom: 50 },
      tooltip: tooltip({ trigger: "item", formatter: formatter ?? (point => `${escape(point.seriesName)}<br>${escape(x)} ${fixed(point.value[0])}<br>${escape(y)} ${fixed(point.value[1])}`) }),
      xAxis: axes?.x ?? valueAxis(x, { min: 0, max: 1 }), yAxis: valueAxis(y, { min: 0, max: 1, nameGap: 36, ...axes?.y }),
      series: [
        ...ticked.flatMap((run, i) => [{ type: "line", name: titleOf(run), data: points(run), clip: true, symbolSize: 5, showSymbol: false, triggerLineEvent: true,
          itemStyle: { color: color(i) }, lineStyle: { width: 2, color: color(i), type: dash(i) }, emphasis: { focus: "series" }, ...more }, ...(axes?.also ? axes.also(run, color(i)) : [])]),
        ...(chance ? [{ type: "line", name: chance.name, silent: true, showSymbol: false, data: chance.data, lineStyle: { width: 1.5, type: "dashed", color: look.faint }, itemStyle: { color: look.faint } }] : []),
      ],
    });
    const share = ticked.length > 0 && ticked[0].pr.length > 0 ? ticked[0].pr[1] : null;
    chart("pr-chart", "Precision–recall", "recall", "precision", run => pairs(run.pr ?? []), { step: "end" }, share === null ? null : { name: "chance", data: [[0, share], [1, share]] });
    const lowest = page.lowestShare(ticked.map(run => pairs(run.roc ?? [])));
    chart("roc-chart", "ROC", "", "true positive rate", run => pairs(run.roc ?? []).map(([x, y]) => [Math.max(x, lowest), y]), {}, { name: "chance", data: page.diagonal(lowest) },
      { x: logAxis("false positive rate (logarithmic)", lowest) }, point => `${escape(point.seriesName)}<br>false positive rate ${percent(point.value[0])}<br>true positive rate ${percent(point.value[1])}`);
    const bins = run => tuples(run.calibration ?? [], 5);
    chart("calibration-chart", "Calibration, with 95 % intervals", "predicted probability", "observed share of frauds", run => bins(run).map(bin => bin.slice(0, 2)), { showSymbol: true }, { name: "perfect", data: [[0, 0], [1, 1]] },
      { also: (run, color) => [whiskers(bins(run).map(bin => [bin[0], bin[2], bin[3]]), color)] }, point => {
        const run = ticked.find(one => titleOf(one) === point.seriesName), bin = bins(run)[point.dataIndex];
        return `${escape(point.seriesName)}<br>${count(bin[4])} rows predicted ${fixed(bin[0])}<br>observed ${percent(bin[1])} (${percent(bin[2])} – ${percent(bin[3])})`;
      });
    drawCosts(chart, ticked);
  }

  /* Flagging everything costs many times as much as flagging nothing: what matters is below, and to the left. */
  function drawCosts(chart, ticked) {
    const lowest = page.lowestShare(ticked.map(run => pairs(run.cost ?? [])));
    chart("cost-chart", "Costs", "", "cost (1: flag nothing)", run => pairs(run.cost ?? []), {}, { name: "flag nothing", data: [[lowest, 1], [1, 1]] },
      { x: logAxis("share flagged (logarithmic)", lowest), y: { max: 1.5 } }, point => `${escape(point.seriesName)}<br>flagged ${percent(point.value[0])}<br>cost ${fixed(point.value[1])}`);
  }

  function filter() {
    const words = document.getElementById("find").value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every(word => text.includes(word)) || (selected !== null && !selected.has(+row.dataset.run));
      if (!row.hidden) count++;
    }
    document.getElementById("shown").textContent = count === rows.length ? `${count} runs` : `${count} of ${rows.length} runs`;
  }

  function drawAll() {
    look = page.readLook();
    drawMetric();
    drawParallel();
    drawCurves();
  }

  for (const row of rows) {
    const box = row.querySelector("input"), run = runs[row.dataset.run];
    box.disabled = !run.pr;
    box.checked = row.dataset.run < initialCurves;
    box.addEventListener("change", drawCurves);
  }
  for (const button of document.querySelectorAll("#runs thead button")) button.addEventListener("click", () => page.sort(button.parentNode, rows, row => row.dataset.run));
  document.querySelectorAll("#runs thead th")[5].setAttribute("aria-sort", data.higherIsBetter ? "descending" : "ascending");
  document.getElementById("find").addEventListener("input", filter);
  document.getElementById("zoom").addEventListener("change", drawMetric);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  filter();
  drawAll();
})();
