/**
 * The only script of the page; without it everything is there, and nothing is filtered. It reads the page and shows or hides what
 * is there: it makes no markup, so no name in a report can become any.
 */
export const SCRIPT = `
'use strict';
(() => {
  const $ = (selector, from = document) => [...from.querySelectorAll(selector)];
  const bar = document.getElementById('filters');
  const field = name => document.getElementById('filter-' + name);
  const fields = ['text', 'verdict', 'severity', 'host'].map(field);
  const said = document.getElementById('shown');
  const items = $('.item').map(item => ({ item, group: item.closest('.check'), text: null }));
  const groups = $('.check');
  const named = new Map(groups.map(group => [group, (group.querySelector('summary').textContent).toLowerCase()]));

  const unfold = from => { for (let at = from; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true; };
  const wanted = one => {
    const [text, verdict, severity, host] = fields.map(one => one.value);
    const { verdict: v, severity: s, host: h } = one.item.dataset;
    if (verdict && v !== verdict || severity && s !== severity) return false;
    if (host && !(h || '').toLowerCase().includes(host.toLowerCase())) return false;
    if (!text) return true;
    one.text ??= one.item.textContent.toLowerCase() + ' ' + (named.get(one.group) || '');
    return one.text.includes(text.toLowerCase());
  };
  const filter = () => {
    const used = fields.some(one => one.value);
    const hits = items.filter(one => !(one.item.hidden = !wanted(one)));
    const alive = new Set(hits.map(one => one.group));
    for (const group of groups) group.hidden = used && !alive.has(group);
    if (used && hits.length <= 500) for (const { item } of hits) unfold(item.parentElement);
    said.textContent = hits.length + ' of ' + items.length + ' shown';
  };
  let waiting = 0;
  bar.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  bar.addEventListener('reset', () => setTimeout(filter));
  bar.addEventListener('submit', event => event.preventDefault());

  const open = (value, from = document) => { for (const one of $('details', from)) one.open = value; };
  document.getElementById('open-all').addEventListener('click', () => open(true));
  document.getElementById('close-all').addEventListener('click', () => open(false));

  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    unfold(target);
    if (target) target.scrollIntoView();
  };
  addEventListener('hashchange', reveal);
  addEventListener('beforeprint', () => { if (items.length <= 1000) open(true); });

  const copy = async text => {
    try { await navigator.clipboard.writeText(text); return true; } catch { return false; }
  };
  const select = node => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    try { return document.execCommand('copy'); } catch { return false; }
  };
  document.addEventListener('click', async event => {
    const button = event.target.closest('button.copy');
    if (!button) return;
    const lines = button.closest('.paste').querySelector('pre');
    const done = await copy(lines.textContent) || select(lines);
    button.textContent = done ? 'Copied' : 'Press Ctrl+C';
    setTimeout(() => { button.textContent = 'Copy'; }, 2500);
  });

  for (const one of $('.scripted')) one.hidden = false;
  filter();
  if (location.hash) reveal();
})();
`;
