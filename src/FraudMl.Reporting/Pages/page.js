"use strict";
/* What every page needs: colours of the theme, charts that follow their size, tables that sort. */
const page = (() => {
  const charts = {};
  let look;

  const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const escape = text => String(text).replace(/[&<>"]/g, c => `&#${c.charCodeAt(0)};`);

  function readLook() {
    look = { paper: style("--paper"), ink: style("--ink"), faint: style("--faint"), line: style("--line"), grid: style("--grid"),
      series: style("--series").split(" "), scale: style("--scale").split(" "), font: getComputedStyle(document.body).fontFamily };
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

  return { escape, readLook, draw, tooltip, valueAxis, sort };
})();
