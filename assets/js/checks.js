/**
 * The step between writing and sending, in the page: what may be answered already, what might tell who wrote it, and
 * help lines for somebody in danger. Shown once for what was found, never a block, and nothing of it leaves the page.
 *
 * form#ask           data-posts, data-giveaway, data-crisis: addresses of the index and of the rules
 * #check             where it is shown
 * template#check-template  an h2 first; data-if: posts, giveaways, danger, self_harm, violence, child_in_danger
 *   [data-slot=posts]  gets template[data-row=post] for each: its a gets address and title
 *   [data-slot=giveaways]  gets template[data-row=giveaway]: data-fill text; data-if mail, phone, handle, link, street,
 *                    date, name
 *   button[data-go], type button, sends it anyway
 */
import { closest } from './offers.js';
import { all, drawn, focus, one } from './page.js';
import { compile, crisis, giveaways } from './rules.js';
import { visible } from './text.js';

const form = one('form#ask');
if (form && globalThis.crypto?.subtle) prepare();

async function prepare() {
  // What could not be fetched is not looked for.
  const [posts, hints, dangers] = await Promise.all(['posts', 'giveaway', 'crisis'].map(load));
  const rules = {
    posts: posts ?? [],
    giveaways: compile(hints?.rules ?? []),
    dangers: { harmless: compile(dangers?.harmless ?? []), rules: compile(dangers?.rules ?? []) },
  };
  let shown = '';
  form.addEventListener('check', (event) => {
    const { text } = event.detail;
    const marked = giveaways(rules.giveaways, text);
    const found = {
      posts: closest(rules.posts, text),
      giveaways: marked.map(({ kind, start, end }) => ({ kind, text: text.slice(start, end) })),
      dangers: crisis(rules.dangers, text),
    };
    const whole = JSON.stringify(found);
    one('#check').replaceChildren();
    if (whole === shown || !Object.values(found).some((some) => some.length)) return;
    shown = whole;
    event.preventDefault();
    show(found);
  });
}

async function load(name) {
  try {
    return await (await fetch(form.dataset[name], { credentials: 'omit', mode: 'same-origin' })).json();
  } catch {
    return undefined;
  }
}

function show({ posts, giveaways, dangers }) {
  const values = Object.fromEntries(dangers.map((kind) => [kind, true]));
  const panel = drawn('#check-template', {
    ...values, posts: posts.length, giveaways: giveaways.length, danger: dangers.length,
  });
  const fill = (slot, rows) => all(`[data-slot=${slot}]`, panel).forEach((list) => list.replaceChildren(...rows));
  fill('posts', posts.map(([slug, title]) => {
    const row = drawn('template[data-row=post]');
    const link = one('a', row);
    link.href = `/posts/${encodeURIComponent(slug)}`;
    link.textContent = title;
    return row;
  }));
  fill('giveaways', giveaways.map(({ kind, text }) => {
    return drawn('template[data-row=giveaway]', { text: visible(text), [kind]: true });
  }));
  one('[data-go]', panel).addEventListener('click', () => form.requestSubmit());
  one('#check').replaceChildren(panel);
  const heading = one('#check h2');
  focus(heading);
  // What is focused is scrolled to its nearest edge, which would leave the help lines below the fold.
  heading.scrollIntoView({ block: 'start' });
}
