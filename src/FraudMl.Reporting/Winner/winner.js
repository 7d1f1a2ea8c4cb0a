"use strict";
/* The charts of the winner on test data. */
(() => {
  const data = JSON.parse(document.getElementById("data").textContent).winner;
  if (!data) return;
  const { escape, draw, tooltip, valueAxis, logAxis, percent, count, whiskers, heading, wrapped } = page;
  const isNarrow = () => innerWidth < 600;
  let look;

  const grid = more => ({ left: 58, right: 18, top: 40, bottom: 52, ...more });
  const line = (name, color, points, more) => ({ type: "line", name, data: points, symbolSize: 5, showSymbol: false, itemStyle: { color }, lineStyle: { width: 2.5, color }, ...more });
  const faint = (name, points) => ({ type: "line", name, silent: true, showSymbol: false, data: points, lineStyle: { width: 1.5, type: "dashed", color: look.faint }, itemStyle: { color: look.faint } });
  const taken = (x, y, more) => x === null || y === null ? [] : [{ type: "scatter", name: "decisions taken", data: [[x, y]], symbolSize: 13, z: 6, itemStyle: { color: look.series[1], borderColor: look.paper, borderWidth: 2 }, ...more }];
  const legend = more => ({ bottom: 0, left: "center", itemWidth: 18, textStyle: { color: look.ink }, ...more });
  const number = value => value === null || value === undefined ? "–" : value.toFixed(4);

  function square(id, title, x, y, series, axes, formatter) {
    draw(id, { title: heading(title), grid: grid({ top: 48, bottom: 80 }), legend: legend(), tooltip: tooltip({ trigger: "item", formatter: formatter ?? (point => `${escape(point.seriesName)}<br>${escape(x)} ${number(point.value[0])}<br>${escape(y)} ${number(point.value[1])}`) }),
      xAxis: axes && axes.x ? axes.x : valueAxis(x, { min: 0, max: 1 }), yAxis: valueAxis(y, { min: 0, max: 1, nameGap: 38, ...(axes && axes.y) }), series });
  }

  function drawQuality() {
    const { decided } = data;
    square("winner-pr", "Precision–recall", "recall", "precision", [line("model", look.series[0], data.pr, { step: "end" }),
      faint("chance", [[0, data.prevalence], [1, data.prevalence]]), ...taken(decided.recall, decided.precision)]);
    const lowest = page.lowestShare([data.roc]);
    const least = point => [Math.max(point[0], lowest), point[1]];
    square("winner-roc", "ROC", "false positive rate (logarithmic)", "true positive rate", [line("model", look.series[0], data.roc.map(least)),
      faint("chance", page.diagonal(lowest)), ...taken(decided.falsePositiveRate === null ? null : Math.max(decided.falsePositiveRate, lowest), decided.recall)],
      { x: logAxis("false positive rate (logarithmic)", lowest) },
      point => `${escape(point.seriesName)}<br>false positive rate ${percent(point.value[0])}<br>true positive rate ${percent(point.value[1])}`);
    if (data.calibration.length > 0) drawCalibration();
  }

  function drawCalibration() {
    const points = data.calibration;
    square("winner-calibration", "Calibration, as deployed", "predicted probability", "observed share of frauds", [
      faint("perfect", [[0, 0], [1, 1]]),
      { ...line("model, with 95 % interval", look.series[0], points.map(bin => ({ value: [bin.probability, bin.rate], label: { position: bin.rate < 0.93 ? "top" : bin.probability < 0.85 ? "right" : "left" } }))), showSymbol: true, symbolSize: 8, lineStyle: { width: 0 },
        label: { show: true, color: look.ink, textBorderColor: look.paper, textBorderWidth: 3, fontSize: 11, formatter: point => `n=${count(points[point.dataIndex].count)}` }, labelLayout: { hideOverlap: true } },
      whiskers(points.map(bin => [bin.probability, bin.low, bin.high]), look.series[0])], null,
      point => {
        const bin = points[point.dataIndex];
        return `${count(bin.count)} rows<br>predicted ${number(bin.probability)}<br>observed ${percent(bin.rate)} (${percent(bin.low)} – ${percent(bin.high)})`;
      });
  }

  function drawWorkload() {
    if (data.capacity.length === 0) return;
    const { decided } = data;
    const [flagged, share, alerts, recall, saved] = [0, 1, 2, 3, 4];
    const tip = shown => {
      const row = data.capacity[shown.find(point => point.seriesType === "line")?.dataIndex];
      return row === undefined ? "" : `${count(Math.round(row[flagged]))} rows flagged (${percent(row[share])})${row[alerts] === null ? "" : `<br>${count(+row[alerts].toPrecision(3))} alerts a day`}<br>recall ${percent(row[recall])}${row[saved] === null ? "" : `<br>saved ${count(Math.round(row[saved]))}`}`;
    };
    const first = data.capacity[0];
    draw("winner-gains", { title: heading("Gains"), grid: grid({ bottom: 80 }), legend: legend(), tooltip: tooltip({ trigger: "axis", formatter: tip }),
      xAxis: logAxis("share flagged (logarithmic)", first[share]), yAxis: valueAxis("recall", { min: 0, max: 1, nameGap: 38 }),
      series: [line("model", look.series[0], data.capacity.map(row => [row[share], row[recall]])), faint("chance", page.diagonal(first[share])), ...taken(decided.share || null, decided.recall)] });
    if (!document.getElementById("winner-alerts")) return;
    const hasDays = first[alerts] !== null, hasCosts = first[saved] !== null, x = hasDays ? alerts : flagged;
    const best = hasCosts ? Math.max(1, decided.saved ?? 1, ...data.capacity.map(row => row[saved])) : 1;
    const placed = hasDays ? decided.alerts : decided.flagged;
    const plain = value => count(+value.toPrecision(2));
    draw("winner-alerts", { title: heading(hasCosts ? "Alerts, frauds found and money saved" : "Alerts and frauds found"), grid: grid({ right: hasCosts ? 74 : 18, bottom: 80 }), legend: legend(),
      tooltip: tooltip({ trigger: "axis", formatter: tip }),
      xAxis: logAxis(hasDays ? "alerts a day (logarithmic)" : "rows flagged (logarithmic)", first[x], { max: data.capacity.at(-1)[x], axisLabel: { color: look.faint, formatter: plain, hideOverlap: true } }),
      yAxis: [valueAxis("recall", { min: 0, max: 1, nameGap: 38 }),
        ...(hasCosts ? [valueAxis("saved against flagging nothing", { min: Math.round(-best / 2), max: Math.round(best * 1.05), nameGap: 56, splitLine: { show: false }, axisLabel: { color: look.faint, formatter: plain, showMinLabel: false, showMaxLabel: false } })] : [])],
      series: [line("recall", look.series[0], data.capacity.map(row => [row[x], row[recall]])),
        ...(hasCosts ? [line("saved", look.series[2], data.capacity.map(row => [row[x], row[saved]]), { yAxisIndex: 1, clip: true })] : []),
        ...taken(placed || null, hasCosts ? decided.saved : decided.recall, hasCosts ? { yAxisIndex: 1 } : {})] });
  }

  function drawPeriods() {
    if (!document.getElementById("winner-periods")) return;
    const points = data.periods;
    draw("winner-periods", { grid: grid({ right: 58, top: 20, bottom: 80 }), legend: legend({ data: ["frauds", "average precision, with 95 % interval"] }),
      tooltip: tooltip({ trigger: "axis", formatter: shown => {
        const period = points[shown[0].dataIndex];
        return `${escape(period.name)}<br>${count(period.count)} rows, ${count(period.frauds)} frauds<br>average precision ${number(period.value)}${period.low === null ? "" : ` (${number(period.low)} – ${number(period.high)})`}`;
      } }),
      xAxis: { type: "category", data: points.map(period => period.name), axisLabel: { color: look.faint, hideOverlap: true }, axisTick: { show: false }, axisLine: { lineStyle: { color: look.line } } },
      yAxis: [valueAxis("average precision", { min: 0, max: 1, nameGap: 38 }), valueAxis("frauds", { nameGap: 34, minInterval: 1, max: value => Math.max(4, value.max * 3), splitLine: { show: false }, axisLabel: { color: look.faint, showMaxLabel: false } })],
      series: [
        { type: "bar", name: "frauds", yAxisIndex: 1, data: points.map(period => period.frauds), barMaxWidth: 36, itemStyle: { color: look.faint, opacity: 0.35 } },
        line("average precision, with 95 % interval", look.series[0], points.map(period => period.value), { showSymbol: true, symbolSize: 7, connectNulls: false }),
        whiskers(points.map((period, i) => [i, period.low, period.high]), look.series[0])] });
  }

  /* Dots of nearly the same contribution are stacked, to both sides of their input's line, in no order. */
  function swarm(points, index, range) {
    const cells = new Map(), size = range / 90;
    for (let i = 0; i < points.length; i += 2) {
      const cell = Math.round(points[i] / size);
      cells.set(cell, [...(cells.get(cell) ?? []), [points[i], points[i + 1], (i * 7919) % 1009]]);
    }
    const step = Math.min(0.09, 0.8 / Math.max(...[...cells.values()].map(cell => cell.length)));
    return [...cells.values()].flatMap(cell => cell.sort((a, b) => a[2] - b[2])
      .map(([x, position], place) => [x, index + 0.5 + (place % 2 ? 1 : -1) * Math.ceil(place / 2) * step, position]));
  }

  function drawSwarm() {
    const element = document.getElementById("winner-shap");
    if (!element) return;
    const inputs = data.shap, all = inputs.flatMap(input => input.points.filter((_, i) => i % 2 === 0));
    const low = Math.min(0, ...all), high = Math.max(0, ...all), dots = inputs.flatMap((input, i) => swarm(input.points, i, high - low || 1));
    element.style.height = `${inputs.length * 38 + 150}px`;
    draw("winner-shap", { grid: { left: isNarrow() ? 96 : 170, right: 18, top: 54, bottom: 52 },
      tooltip: tooltip({ trigger: "item", formatter: point => `${escape(inputs[Math.floor(point.value[1])].name)}<br>adds ${point.value[0].toFixed(3)} to the log-odds${point.value[2] === null ? "" : `<br>value at ${percent(point.value[2])} of the rows`}` }),
      visualMap: { type: "continuous", seriesIndex: 0, dimension: 2, min: 0, max: 1, orient: "horizontal", left: "center", top: 0, itemHeight: isNarrow() ? 110 : 180, itemWidth: 12, text: ["highest value", "lowest value"], calculable: false, textStyle: { color: look.ink }, inRange: { color: look.swarm } },
      xAxis: valueAxis("contribution to the log-odds of fraud", { axisLine: { show: true, onZero: false, lineStyle: { color: look.line } } }),
      yAxis: [{ type: "category", inverse: true, data: inputs.map(input => input.name), axisTick: { show: false }, axisLine: { show: false },
        axisLabel: { color: look.ink, interval: 0, fontSize: isNarrow() ? 11 : 12, width: isNarrow() ? 84 : 156, overflow: "break" } },
        { type: "value", inverse: true, min: 0, max: inputs.length, interval: 1, axisLabel: { show: false }, axisTick: { show: false }, axisLine: { show: false }, splitLine: { lineStyle: { color: look.grid } } }],
      series: [{ type: "scatter", yAxisIndex: 1, data: dots.filter(dot => dot[2] !== null), symbolSize: 5, itemStyle: { opacity: 0.85 } },
        { type: "scatter", yAxisIndex: 1, data: dots.filter(dot => dot[2] === null), symbolSize: 5, itemStyle: { color: look.faint, opacity: 0.6 },
          markLine: { silent: true, symbol: "none", label: { show: false }, lineStyle: { color: look.faint, type: "solid", width: 1 }, data: [{ xAxis: 0 }] } }] });
  }

  function drawDependences() {
    data.dependences.forEach((one, i) => {
      const highest = Math.max(...one.means), common = { title: heading(one.input), grid: grid({ left: 64, bottom: 52 }), yAxis: valueAxis("mean probability", { min: 0, max: highest > 0 ? undefined : 1, nameGap: 46 }),
        tooltip: tooltip({ trigger: "axis", formatter: shown => `${escape(one.names[shown[0].dataIndex])}<br>mean probability ${number(one.means[shown[0].dataIndex])}` }) };
      draw(`dependence-${i}`, one.isText
        ? { ...common, xAxis: { type: "category", data: one.names, axisLabel: { color: look.faint, hideOverlap: true, lineHeight: 13, formatter: wrapped }, axisTick: { show: false }, axisLine: { lineStyle: { color: look.line } } },
          series: [{ type: "bar", data: one.means, barMaxWidth: 36, itemStyle: { color: look.series[0], opacity: 0.8 } }] }
        : { ...common, xAxis: valueAxis("value", { scale: true, axisLabel: { color: look.faint, hideOverlap: true } }),
          series: [line(one.input, look.series[0], one.numbers.map((value, at) => [value, one.means[at]]), { showSymbol: true })] });
    });
  }

  function drawAll() {
    look = page.readLook();
    drawQuality();
    drawWorkload();
    drawPeriods();
    drawSwarm();
    drawDependences();
  }

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  drawAll();
})();
