/**
 * What the scripts of a page share. Every sentence comes from a `<template>` of the page; nothing typed or opened
 * ever becomes markup.
 *
 * In a template, `data-fill="name"` gets a value as its text, and `data-if="name"` stays only where the value is
 * true. `#notice` (role `alert`, tabindex -1, `data-prefix` for the title) takes the templates with `data-notice`;
 * an `<a data-field>` in one leads to the field in question.
 */
import { unhex } from './bytes.js';

/** Times that a letter is sent where the server asks to wait, and the seconds of a wait: at most, and untold. */
const TRIES_MAX = 4;
const WAIT_SECONDS_MAX = 120;
const WAIT_SECONDS_UNTOLD = 5;
/** Milliseconds that an answer may take. A letter is up to 180 kB, and Tor can be slow. */
const ANSWER_MS_MAX = 120_000;

/** @param {string} selector @param {ParentNode} [within] */
export const one = (selector, within = document) => within.querySelector(selector);
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/** What the form says of the column. @param {HTMLFormElement} form @returns {import('./letter.js').Column} */
export const columnOf = ({ dataset }) => ({
  id: unhex(dataset.column, 16),
  salt: unhex(dataset.salt, 32),
  key: unhex(dataset.key, 32),
});

/** Shows which side seals. @param {'server'|'page'} side */
export function sealingBy(side) {
  for (const element of all('[data-sealing]')) element.hidden = element.dataset.sealing !== side;
}

/** Fills a template. @param {string} selector @param {Record<string, any>} [values] @returns {DocumentFragment} */
export function drawn(selector, values = {}) {
  const fragment = document.importNode(one(selector).content, true);
  for (const element of all('[data-if]', fragment)) if (!values[element.dataset.if]) element.remove();
  for (const element of all('[data-fill]', fragment)) element.textContent = values[element.dataset.fill] ?? '';
  return fragment;
}

/** Puts a page in the place of the one that is there. @param {string} selector @param {DocumentFragment} content */
export function turnTo(selector, content) {
  const { title } = one(selector).dataset;
  if (title) document.title = title;
  // The next page is made of these too.
  document.body.append(...all('template'));
  one('main').replaceChildren(content);
  focus(one('main h1'));
  scrollTo(0, 0);
}

/** @param {HTMLElement} element something that a reader is led to, whether or not it can be typed in */
export function focus(element) {
  element.tabIndex = -1;
  element.focus();
}

/** Says something. @param {string} name @param {Record<string, any>} [values] @param {HTMLElement} [field] */
export function notice(name, values, field) {
  const box = one('#notice');
  box.replaceChildren(drawn(`template[data-notice="${name}"]`, values));
  const { prefix = '' } = box.dataset;
  if (!document.title.startsWith(prefix)) document.title = prefix + document.title;
  if (field) mark(field, one('[data-field]', box));
  box.focus();
}

function mark(field, link) {
  link.href = `#${field.id}`;
  const error = document.createElement('p');
  error.id = `${field.id}-error`;
  error.className = 'error';
  error.textContent = link.textContent;
  field.before(error);
  field.setAttribute('aria-invalid', 'true');
  describe(field, error.id, true);
  field.closest('.field')?.classList.add('bad');
}

/** Adds an id to those that describe a field, or takes it out. */
function describe(field, id, add) {
  const others = (field.getAttribute('aria-describedby') ?? '').split(' ').filter((other) => other && other !== id);
  const ids = add ? [...others, id] : others;
  if (ids.length) field.setAttribute('aria-describedby', ids.join(' '));
  else field.removeAttribute('aria-describedby');
}

/** Takes back all that {@link notice} said, and what the server said when it gave the page. */
export function clearNotice() {
  const box = one('#notice');
  box.replaceChildren();
  const { prefix = '' } = box.dataset;
  if (document.title.startsWith(prefix)) document.title = document.title.slice(prefix.length);
  for (const field of all('[aria-invalid]')) {
    one(`#${field.id}-error`)?.remove();
    describe(field, `${field.id}-error`, false);
    field.removeAttribute('aria-invalid');
    field.closest('.field')?.classList.remove('bad');
  }
}

/** Lets nothing be changed or sent twice while `work` is done. @param {HTMLFormElement} form */
export async function whileBusy(form, work) {
  if (form.ariaBusy === 'true') return;
  const buttons = all('button', form).map((button) => [button, button.textContent]);
  const fields = all('textarea, input:not([type=hidden])', form);
  form.ariaBusy = 'true';
  for (const [button] of buttons) button.textContent = button.dataset.busy ?? button.textContent;
  for (const field of fields) field.readOnly = true;
  try {
    await work();
  } finally {
    form.ariaBusy = 'false';
    for (const [button, text] of buttons) button.textContent = text;
    for (const field of fields) field.readOnly = false;
  }
}

/**
 * Sends a form's fields, and no cookie with them.
 * @param {string} address @param {Record<string, string|undefined>} fields those without a value are left out
 * @returns {Promise<{status: number, body: any}>} status 0 when no answer came
 */
export async function post(address, fields) {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  try {
    const answer = await fetch(address, {
      method: 'POST',
      body: new URLSearchParams(given),
      headers: { Accept: 'application/json' },
      mode: 'same-origin',
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
    });
    const isJson = answer.headers.get('Content-Type')?.startsWith('application/json');
    return { status: answer.status, body: isJson ? await answer.json() : {} };
  } catch {
    return { status: 0, body: {} };
  }
}

/**
 * Sends what was sealed, with the form's `[data-pass]` fields, and sends the same again where the server asks to wait.
 * A new token that comes with an answer goes into `[data-token]`, or into the field `slow`.
 * @param {HTMLFormElement} form @param {Record<string, string|undefined>} sealed
 * @returns {Promise<{status: number, body: any}>}
 */
export async function deliver(form, sealed) {
  for (let tries = 1, slow; ; tries++) {
    const passed = Object.fromEntries(all('[data-pass]', form).map(({ name, value }) => [name, value]));
    const answer = await post(form.action, { ...passed, slow, ...sealed });
    const { asked, token, wait } = answer.body;
    if (token && asked === 'slow') slow = token;
    else renew(form, token);
    if (!(wait > 0 && wait <= WAIT_SECONDS_MAX) || tries === TRIES_MAX) return answer;
    if (wait > WAIT_SECONDS_UNTOLD) notice(asked, { wait });
    await new Promise((resolve) => setTimeout(resolve, wait * 1000));
  }
}

/** Gives a form a new token. @param {HTMLFormElement} form @param {string} [token] */
export function renew(form, token) {
  const field = one('[data-token]', form);
  if (field && token) field.value = token;
}

/** The notice that an answer calls for which is none of those that a form expects. @param {number} status */
export function failure(status) {
  if (status === 0) return 'network';
  return status === 503 || status === 429 ? 'full' : 'broken';
}

/** Leaves nothing of the page for the button *back*. */
export function leaveNothing() {
  addEventListener('pagehide', () => one('main').replaceChildren());
  addEventListener('pageshow', (event) => event.persisted && location.reload());
}
