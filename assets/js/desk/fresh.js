/** What the server says of the text as it is saved now: the marks, the check and how it stands, drawn anew in place. */
import { all } from './page.js';

/** Milliseconds that the page may take. */
const ANSWER_MS_MAX = 30_000;

/** @param {string} address of the editor @param {RequestInit} [request] @returns {Promise<Document | null>} */
export async function editorPage(address, request = {}) {
  try {
    const answer = await fetch(address, {
      headers: { Accept: 'text/html' },
      mode: 'same-origin',
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
      ...request,
    });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    return answer.ok && page.querySelector('#post') ? page : null;
  } catch {
    return null;
  }
}

/** Takes the parts over from a page. One that somebody is at stays, unless it is `wanted`.
 * @param {Document} page @param {string} [wanted] */
export function takeOver(page, wanted) {
  for (const old of all('[data-fresh]')) {
    const now = page.getElementById(old.id);
    const isBusy = old.contains(document.activeElement) && old.id !== wanted;
    if (!now || isBusy || now.innerHTML === old.innerHTML) continue;
    carry(old, now);
    old.replaceChildren(...document.importNode(now, true).childNodes);
  }
}

/** What was typed, ticked or opened in a part stays so, where it still means the same. */
function carry(old, now) {
  for (const field of all('input[id]', old)) {
    const same = now.querySelector(`#${CSS.escape(field.id)}`);
    if (!same || same.getAttribute('value') !== field.getAttribute('value')) continue;
    if (field.type === 'checkbox') same.toggleAttribute('checked', field.checked);
    else if (field.value !== field.defaultValue) same.setAttribute('value', field.value);
  }
  const [were, are] = [all('details', old), all('details', now)];
  if (were.length === are.length) are.forEach((details, i) => details.toggleAttribute('open', were[i].open));
}
