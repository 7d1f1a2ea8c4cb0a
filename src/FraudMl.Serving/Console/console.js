'use strict';

const byId = id => document.getElementById(id);
const number = (value, digits = 3) => value === null || value === undefined ? '–'
  : Math.abs(value) > 0 && Math.abs(value) < 10 ** -digits ? value.toExponential(1)
  : value.toLocaleString('en', { maximumFractionDigits: digits }).replace('-', '−');
const percent = value => value === null || value === undefined ? '–' : `${number(100 * value, 2)} %`;
const duration = seconds => seconds === null ? '–' : seconds < 0.001 ? `${number(seconds * 1e6, 0)} µs` : `${number(seconds * 1e3, 1)} ms`;

let models = [];
let chosen = '';
let fieldsOf = null;

// An element with text and children; texts are never parsed as HTML.
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// A part of the page is drawn again only when it has changed, so that nothing flickers and a selection stays.
function draw(parent, ...children) {
  const next = make('div', {}, ...children).innerHTML;
  if (parent.dataset.drawn === next) return;
  parent.dataset.drawn = next;
  parent.replaceChildren(...children);
}

const facts = pairs => pairs.filter(([, value]) => value !== undefined)
  .map(([name, value]) => make('div', {}, make('dt', {}, name), make('dd', {}, value)));

function drawModel(model) {
  document.title = `${model.title} – fraud console`;
  byId('title').textContent = model.title;
  draw(byId('model'), ...facts([
    ['Name', model.name ?? '–'], ['Version', model.version ?? '–'], ['In service since', model.since ?? '–'],
    ['Inputs', String(model.inputs.length)], ['Decision', model.decision ?? '–'],
    ['Its source was asked', model.checkedAt ?? undefined]]));
}

function drawTraffic(traffic) {
  draw(byId('traffic'), ...facts([
    ['Transactions a second', number(traffic.rowsPerSecond, 1)], ['Requests a second', number(traffic.requestsPerSecond, 1)],
    ['Median', duration(traffic.median)], ['99th percentile', duration(traffic.percentile99)],
    ['Flagged', percent(traffic.flaggedShare)]]));
  const most = Math.max(1, ...traffic.rows);
  const points = traffic.rows.map((value, second) => `${(second * 600 / 59).toFixed(1)},${(86 - 80 * value / most).toFixed(1)}`);
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', `M${points.join('L')}`);
  byId('spark-text').textContent = `Transactions a second over the last minute: at most ${number(most, 0)}, `
    + `${number(traffic.rowsPerSecond, 1)} on average`;
  byId('spark').replaceChildren(byId('spark-text'), path);
  byId('most').textContent = `at most ${number(most, 0)} a second`;
}

function table(caption, heads, rows) {
  return [make('caption', {}, caption),
    make('thead', {}, make('tr', {}, ...heads.map(([text, kind]) => make('th', { scope: 'col', class: kind ?? '' }, text)))),
    make('tbody', {}, ...rows)];
}

const row = (head, ...cells) => make('tr', {}, make('th', { scope: 'row' }, head),
  ...cells.map(cell => typeof cell === 'string' ? make('td', { class: 'number' }, cell) : cell));

function drawDrift(drift) {
  byId('drift-box').hidden = !drift;
  draw(byId('drift-text'), drift ? drift.summary : 'No drift is measured: the model has no reference profile, or monitoring is off.');
  if (!drift) return;
  draw(byId('drift'), ...table(`${number(drift.rowCount, 0)} transactions against the training data`,
    [['Column'], ['PSI', 'number'], ['KS', 'number'], ['Jensen–Shannon', 'number'], ['p, corrected', 'number'], ['Missing', 'number'],
      ['Unknown', 'number'], ['Verdict']],
    drift.columns.map(column => row(column.name, number(column.psi), number(column.ks), number(column.jensenShannon),
      number(column.pValue, 4), percent(column.missingShare), percent(column.unknownShare), make('td', {}, column.verdict)))));
}

function drawShadow(shadow) {
  draw(byId('shadow-text'), shadow ? shadow.summary : 'No challenger scores in the shadow.');
  draw(byId('shadow'), ...(shadow ? facts([
    ['Challenger', shadow.challenger], ['Transactions', number(shadow.rowCount, 0)], ['Dropped', number(shadow.droppedCount, 0)],
    ['Same decision', percent(shadow.agreement)], ['Mean shift', number(shadow.meanShift, 4)],
    ['Δ average precision', shadow.averagePrecision ?? 'no labels yet'], ['Δ cost', shadow.cost ?? 'no labels yet']]) : []));
}

function drawFields(model) {
  const signature = JSON.stringify(model.inputs);
  if (fieldsOf === signature) return;
  fieldsOf = signature;
  byId('fields').replaceChildren(...model.inputs.map((input, index) => make('div', {},
    make('label', { for: `field-${index}` }, input.name),
    make('input', { id: `field-${index}`, name: input.name, inputmode: input.kind === 'Number' ? 'decimal' : 'text', autocomplete: 'off',
      placeholder: input.kind === 'Timestamp' ? '2026-01-31T13:05:00Z' : input.kind === 'Number' ? '0' : '' }))));
}

async function refresh() {
  try {
    const response = await fetch('console/state', { cache: 'no-store' });
    if (!response.ok) throw new Error(`The server answered ${response.status}.`);
    models = (await response.json()).models;
  } catch (problem) {
    byId('status').className = 'problem';
    byId('status').textContent = `The figures below are old: ${problem.message}`;
    return;
  }

  byId('pick').hidden = models.length < 2;
  draw(byId('models'), ...models.map(model => make('option', { value: model.key }, model.title)));
  const model = models.find(candidate => candidate.key === chosen) ?? models[0];
  chosen = model.key;
  byId('models').value = chosen;
  byId('status').className = model.isHealthy ? '' : 'problem';
  if (byId('status').textContent !== model.health) byId('status').textContent = model.health;
  drawModel(model);
  drawTraffic(model.traffic);
  drawDrift(model.drift);
  drawShadow(model.shadow);
  drawFields(model);
}

// Each contribution begins where the one before ended, from what is expected to what came out.
function drawReasons(explained) {
  const most = 12;
  const steps = explained.contributions.slice(0, most).map(one => ({ ...one, from: 0, to: 0 }));
  const others = explained.contributions.slice(most).reduce((sum, one) => sum + one.contribution, 0);
  if (explained.contributions.length > most)
    steps.push({ input: `${explained.contributions.length - most} others`, value: null, contribution: others });
  let at = explained.expectedMargin;
  let low = Math.min(at, explained.margin);
  let high = Math.max(at, explained.margin);
  for (const step of steps) {
    step.from = at;
    at += step.contribution;
    step.to = at;
    low = Math.min(low, at);
    high = Math.max(high, at);
  }

  const left = value => 100 * (value - low) / (high - low || 1);
  const bar = (from, to, kind) => {
    const fill = make('div', { class: kind });
    fill.style.left = `${Math.min(left(from), left(to))}%`;
    fill.style.width = `${Math.abs(left(to) - left(from))}%`;
    return make('td', { class: 'bar', 'aria-hidden': 'true' }, fill);
  };
  const signed = value => `${value < 0 ? '−' : '+'}${number(Math.abs(value))}`;
  byId('reasons').replaceChildren(...table('Log-odds of fraud, from what is expected of any transaction to this one',
    [['Input'], ['Value', 'number'], ['Contribution', 'number'], ['Adds up']],
    [row('Expected', '', number(explained.expectedMargin), bar(explained.expectedMargin, explained.expectedMargin, 'whole')),
      ...steps.map(step => row(step.input, step.value ?? '', signed(step.contribution),
        bar(step.from, step.to, step.contribution < 0 ? 'down' : 'up'))),
      row('This transaction', '', number(explained.margin), bar(explained.margin, explained.margin, 'whole'))]));
  byId('reasons-box').hidden = false;
}

async function score(event) {
  event.preventDefault();
  const values = {};
  for (const field of byId('fields').querySelectorAll('input')) {
    const text = field.value.trim();
    const input = models.find(model => model.key === chosen).inputs.find(candidate => candidate.name === field.name);
    values[field.name] = text === '' ? null : input.kind === 'Number' && Number.isFinite(Number(text)) ? Number(text) : text;
  }

  const answer = byId('answer');
  byId('reasons-box').hidden = true;
  try {
    const response = await fetch(`console/explain?model=${encodeURIComponent(chosen)}`,
      { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(values) });
    const explained = await response.json();
    if (!response.ok) throw new Error(explained.detail ?? `The server answered ${response.status}.`);
    answer.className = '';
    answer.replaceChildren(make('strong', {}, `Probability of fraud ${percent(explained.probability)}`),
      explained.decision === null ? '' : explained.decision ? ' – flagged' : ' – passed');
    if (explained.problem) answer.append(make('p', {}, explained.problem));
    else drawReasons(explained);
  } catch (problem) {
    answer.className = 'problem';
    answer.textContent = problem.message;
  }
}

function fill() {
  try {
    const given = JSON.parse(byId('json').value);
    for (const field of byId('fields').querySelectorAll('input')) {
      if (field.name in given) field.value = given[field.name] ?? '';
    }
    byId('answer').textContent = '';
    byId('fields').querySelector('input').focus();
  } catch (problem) {
    byId('answer').className = 'problem';
    byId('answer').textContent = `This is no JSON object: ${problem.message}`;
  }
}

byId('form').addEventListener('submit', score);
byId('fill').addEventListener('click', fill);
byId('models').addEventListener('change', event => {
  chosen = event.target.value;
  byId('reasons-box').hidden = true;
  byId('answer').textContent = '';
  refresh();
});
refresh();
setInterval(() => { if (!document.hidden) refresh(); }, 2000);
