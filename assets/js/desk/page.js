/** What the desk's scripts share. Every sentence comes from the page's templates. */

/** Milliseconds that an answer may take. */
const ANSWER_MS_MAX = 60_000;

/** @param {string} selector @param {ParentNode} [within] */
export const one = (selector, within = document) => within.querySelector(selector);
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/** A sentence of the page, with its places filled. @param {string} state @param {Record<string, any>} [values] */
export function sentence(state, values = {}) {
  const text = one(`[data-state="${state}"]`, one('#standings').content)?.textContent ?? '';
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

/** A copy of what a template holds. @param {string} selector @returns {HTMLElement} */
export const drawn = (selector) => document.importNode(one(selector).content, true).firstElementChild;

/** Fields of the editor that are no part of the text: ticks, dates, words for marks, a file. */
const BESIDE = /^(revision|own-.*|tick-.*|when|date|time|letter|until|alt|picture)$/;

/** The text as it is typed, by the names of its fields.
 * @param {HTMLFormElement} form @returns {Record<string, string>} */
export function typed(form) {
  return Object.fromEntries([...new FormData(form)].filter(([name]) => !BESIDE.test(name)));
}

/**
 * Sends a request of the desk.
 * @param {string} address @param {BodyInit} body @param {Record<string, string>} [headers]
 * @returns {Promise<{status: number, body: any}>} status 0 when no answer came
 */
export async function post(address, body, headers = {}) {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      body,
      headers: { Accept: 'application/json', ...headers },
      mode: 'same-origin',
      credentials: 'same-origin',
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
