"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { escape, draw, tooltip, valueAxis, percent, count, heading, whiskers } = page;
  const rows = [...document.querySelector("#columns tbody").rows];
  const yearOfMilliseconds = 31536e6, day = 864e5;
  const opened = new Set();
  let look;

  const short = value => value === null || value === undefined ? "–" : String(+value.toPrecision(5));
  const hour = 36e5, fewDays = 4 * day;
  /* Times that count from a first event are told in hours, and in days and hours when they are many. */
  const relative = milliseconds => Math.abs(milliseconds) <= fewDays ? `${+(milliseconds / hour).toFixed(1)} h`
    : milliseconds % day ? `day ${Math.floor(milliseconds / day)}, ${Math.round((milliseconds % day) / hour)} h` : `day ${milliseconds / day}`;
  const time = milliseconds => milliseconds < yearOfMilliseconds || milliseconds > 8.64e15 ? relative(milliseconds)
    : new Date(milliseconds).toISOString().replace("T", " ").slice(0, milliseconds % day ? 16 : 10);
  const categoryAxis = (names, more) => ({ type: "category", data: names, axisLabel: { color: look.faint, hideOverlap: true, ...(more && more.axisLabel) }, axisTick: { show: false },
    axisLine: { lineStyle: { color: look.line } } });
  const bars = (name, values) => ({ type: "bar", name, data: values, itemStyle: { color: look.series[0], opacity: 0.55 }, barCategoryGap: "8%" });
  const grid = { left: 70, right: 70, top: 34, bottom: 46 };
  const legend = () => ({ top: 0, textStyle: { color: look.ink } });

  /* Whiskers side by side would cover the bars. */
  const hasRoom = points => innerWidth / points.length > 7;
  const rateName = points => hasRoom(points) ? "fraud rate, with 95 % interval" : "fraud rate";

  function rate(points) {
    return [
      { type: "line", name: rateName(points), yAxisIndex: 1, data: points.map(point => point.rate), symbolSize: 5, itemStyle: { color: look.series[1] }, lineStyle: { width: 2, color: look.series[1] } },
      ...(hasRoom(points) ? [whiskers(points.map((point, i) => [i, point.low, point.high]), look.series[1], { yAxisIndex: 1 })] : [])];
  }

  const rateAxis = () => valueAxis("fraud rate", { min: 0, nameGap: 48, splitLine: { show: false }, axisLabel: { color: look.faint, formatter: percent } });
  const rateTip = points => tooltip({ trigger: "axis", formatter: shown => {
    const point = points[shown[0].dataIndex];
    return `${escape(shown[0].name)}<br>${count(point.count)} rows${point.rate === null || point.rate === undefined ? "" : `<br>fraud rate ${percent(point.rate)} (${percent(point.low)} – ${percent(point.high)})`}`;
  } });

  function drawRates(id, names, points, title) {
    const labelled = points.some(point => point.rate !== null && point.rate !== undefined);
    draw(id, { title: title && heading(title),
      legend: { ...legend(), show: !title, data: labelled ? ["rows", rateName(points)] : ["rows"] }, grid, tooltip: rateTip(points),
      xAxis: categoryAxis(names), yAxis: labelled ? [valueAxis("rows", { nameGap: 54 }), rateAxis()] : valueAxis("rows", { nameGap: 54 }),
      series: [bars("rows", points.map(point => point.count)), ...(labelled ? rate(points) : [])] });
  }

  function drawTime() {
    if (data.timeline.length === 0) return;
    const names = data.timeline.map(period => time(period.start));
    drawRates("volume-chart", names, data.timeline);
    if (!document.getElementById("amount-chart")) return;
    const labelled = data.timeline[0].fraudAmount !== null && data.timeline[0].fraudAmount !== undefined;
    draw("amount-chart", { legend: legend(), grid, tooltip: tooltip({ trigger: "axis" }), xAxis: categoryAxis(names),
      yAxis: [valueAxis("amount", { nameGap: 54 }), valueAxis(labelled ? "amount of frauds" : "", { show: labelled, nameGap: 54, splitLine: { show: false } })],
      series: [bars("amount", data.timeline.map(period => period.amount)),
        ...(labelled ? [{ type: "line", name: "amount of frauds", yAxisIndex: 1, data: data.timeline.map(period => period.fraudAmount), symbolSize: 5, itemStyle: { color: look.series[1] }, lineStyle: { width: 2, color: look.series[1] } }] : [])] });
  }

  function drawColumn(index) {
    const column = data.columns[index];
    if (column.histogram.length > 0) {
      const points = column.histogram.map(([low, high, rows, frauds]) => ({ low, high, rows, frauds }));
      const edge = value => column.isTime ? time(value / 1000) : short(value);
      draw(`histogram-${index}`, { title: heading("Histogram"), grid: { ...grid, right: 16 },
        tooltip: tooltip({ trigger: "axis", formatter: shown => {
          const bin = points[shown[0].dataIndex];
          return `${edge(bin.low)} – ${edge(bin.high)}<br>${count(bin.rows)} rows${bin.frauds === null ? "" : `, ${count(bin.frauds)} frauds`}`;
        } }),
        xAxis: categoryAxis(points.map(bin => edge(bin.low))), yAxis: valueAxis("rows", { nameGap: 54 }), series: [bars("rows", points.map(bin => bin.rows))] });
    }
    if (column.bins.length > 0) drawRates(`bins-${index}`, column.bins.map(bin => bin.name), column.bins, "Rows and fraud rate by value");
  }

  function heat(id, names, across, cells, from, to, colors, value) {
    const element = document.getElementById(id);
    element.style.height = `${names.length * 22 + 190}px`;
    const left = innerWidth < 600 ? 110 : 190;
    element.style.minWidth = `${across.length * 24 + left + 70}px`;
    const label = { color: look.ink, width: left - 20, overflow: "truncate", interval: 0 };
    draw(id, { grid: { left, right: 20, top: 10, bottom: 160 }, tooltip: tooltip({ formatter: point => `${escape(names[point.value[1]])}<br>${escape(across[point.value[0]])}<br>${value} ${short(point.value[2])}` }),
      xAxis: { ...categoryAxis(across), axisLabel: { ...label, width: 90, rotate: 60 } }, yAxis: { ...categoryAxis(names), inverse: true, axisLabel: label },
      visualMap: { min: from, max: to, text: [String(to), String(from)], orient: "horizontal", left: 4, bottom: 4, itemHeight: 160, precision: 2, textStyle: { color: look.ink }, inRange: { color: colors } },
      series: [{ type: "heatmap", data: cells, itemStyle: { borderColor: look.paper, borderWidth: 1 } }] });
  }

  function drawCorrelation() {
    const choice = document.getElementById("correlation");
    if (!choice) return;
    const { columns, values } = data.correlations[choice.value];
    const cells = values.flatMap((row, i) => row.flatMap((value, j) => value === null ? [] : [[j, i, value]]));
    const signed = choice.value !== "cramers";
    heat("correlation-chart", columns, columns, cells, signed ? -1 : 0, 1, signed ? [look.series[1], look.grid, look.series[0]] : [look.grid, look.series[0]], "correlation");
  }

  function drawDrift() {
    if (!document.getElementById("drift-chart")) return;
    const moving = data.columns.filter(column => column.stability.length > 0);
    const cells = moving.flatMap((column, i) => column.stability.flatMap((value, j) => value === null ? [] : [[j, i, value]]));
    heat("drift-chart", moving.map(column => column.name), data.periods.map(time), cells, 0, 0.5, [look.grid, look.series[1]], "PSI");
  }

  function filter() {
    const words = document.getElementById("find").value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) row.hidden = !words.every(word => row.textContent.toLowerCase().includes(word));
    document.getElementById("shown").textContent = `${rows.filter(row => !row.hidden).length} of ${rows.length} columns`;
  }

  function open(details) {
    if (!details || opened.has(details.dataset.index)) return;
    opened.add(details.dataset.index);
    drawColumn(details.dataset.index);
  }

  function follow() {
    const details = location.hash.startsWith("#column-") ? document.getElementById(location.hash.slice(1)) : null;
    if (details) details.open = true;
  }

  function drawAll() {
    look = page.readLook();
    drawTime();
    for (const index of opened) drawColumn(index);
    drawCorrelation();
    drawDrift();
  }

  drawAll();
  for (const details of document.querySelectorAll("details")) details.addEventListener("toggle", () => details.open && open(details));
  for (const button of document.querySelectorAll("#columns thead button")) button.addEventListener("click", () => page.sort(button.parentNode, rows, row => row.dataset.index));
  for (const link of document.querySelectorAll("#columns a")) link.addEventListener("click", () => { document.querySelector(link.hash).open = true; });
  document.getElementById("find").addEventListener("input", filter);
  document.getElementById("correlation")?.addEventListener("change", drawCorrelation);
  addEventListener("hashchange", follow);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  filter();
  follow();
})();
