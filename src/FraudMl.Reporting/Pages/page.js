"use strict";
/* What every page needs: colours of the theme, charts that follow their size, tables that sort. */
const page = (() => {
  const charts = {};
  let look;

  const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const escape = text => String(text).replace(/[&<>"]/g, c => `&#${c.charCodeAt(0)};`);

  function readLook() {
    look = { paper: style("--paper"), ink: style("--ink"), faint: style("--faint"), line: style("--line"), grid: style("--grid"),
      series: style("--series").split(" "), scale: style("--scale").split(" "), swarm: style("--swarm").split(" "), font: getComputedStyle(document.body).fontFamily };
    return look;
  }

  function draw(id, option) {
    const element = document.getElementById(id);
    if (!charts[id]) {
      charts[id] = echarts.init(element, null, { renderer: "svg" });
      /* In the next frame: resizing inside the observer would call it again. */
      new ResizeObserver(() => requestAnimationFrame(() => charts[id].resize())).observe(element);
    }
    charts[id].setOption({ animation: false, backgroundColor: "transparent", textStyle: { fontFamily: look.font, color: look.ink }, ...option }, true);
    return charts[id];
  }

  const tooltip = more => ({ backgroundColor: look.paper, borderColor: look.line, textStyle: { color: look.ink }, confine: true, ...more });
  const valueAxis = (name, more) => ({
    type: "value", name, nameLocation: "middle", nameGap: 30, nameTextStyle: { color: look.ink }, axisLabel: { color: look.faint },
    axisLine: { show: true, lineStyle: { color: look.line } }, splitLine: { lineStyle: { color: look.grid } }, ...more });

  const percent = value => value === null || value === undefined ? "–" : `${+(value * 100).toPrecision(3)} %`;
  const count = value => value.toLocaleString("en");
  const heading = text => ({ text, left: "center", textStyle: { color: look.ink, fontSize: 15, width: Math.min(innerWidth - 60, 520), overflow: "break" } });
  /* Names of options and columns, broken where their words are. */
  const wrapped = name => name.replace(/([a-z0-9])([A-Z])/g, "$1\n$2").replace(/[_. +]/g, "$&\n");

  /* Shares from the first row on: the first percent is where frauds lie. */
  const logAxis = (name, lowest, more) => valueAxis(name, { type: "log", min: lowest, max: 1, minorSplitLine: { show: false }, axisLabel: { color: look.faint, formatter: share => `${+(share * 100).toPrecision(2)} %`, hideOverlap: true }, ...more });
  const lowestShare = curves => Math.min(0.1, ...curves.flatMap(curve => curve.map(point => point[0])).filter(share => share > 0));
  const diagonal = lowest => Array.from({ length: 41 }, (_, i) => Math.pow(lowest, 1 - i / 40)).map(share => [share, share]);

  /* Intervals as lines from low to high: [x, low, high], null where there is none. */
  function whiskers(points, color, more) {
    const renderItem = (params, api) => {
      const from = api.coord([api.value(0), api.value(1)]), to = api.coord([api.value(0), api.value(2)]);
      return { type: "line", shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] }, style: { stroke: color, lineWidth: 1.5, opacity: 0.7 } };
    };
    return { type: "custom", silent: true, clip: true, z: 5, renderItem, encode: { x: 0, y: [1, 2] }, data: points.filter(point => point[1] !== null && point[1] !== undefined), ...more };
  }

  function sort(heading, rows, order) {
    const column = heading.cellIndex, number = heading.classList.contains("number");
    const ascending = heading.getAttribute("aria-sort") === "descending" || (!heading.hasAttribute("aria-sort") && !number);
    for (const other of heading.parentNode.cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    const key = row => number ? parseFloat(row.cells[column].dataset.value) : row.cells[column].textContent;
    const compare = (a, b) => number ? a - b : a.localeCompare(b, "en", { numeric: true });
    const missing = value => number && Number.isNaN(value);
    rows.sort((a, b) => {
      const x = key(a), y = key(b);
      if (missing(x) || missing(y)) return missing(x) - missing(y);
      return (ascending ? 1 : -1) * compare(x, y) || order(a) - order(b);
    });
    rows[0].parentNode.append(...rows);
  }

  return { escape, readLook, draw, tooltip, valueAxis, logAxis, lowestShare, diagonal, percent, count, heading, wrapped, whiskers, sort };
})();
