/**
 * Deciding about responses by key. All of it works without this, by its buttons.
 *
 * form.comments
 *   li               a response: input[type=checkbox], and buttons and links with data-key: a, d, s, e
 *   [data-keys][hidden]  says what the keys are
 */
const rows = [...document.querySelectorAll('form.comments > ol > li')];
/** The place of the response that the keys are about. */
let at = -1;

document.querySelector('[data-keys]')?.removeAttribute('hidden');

/** Goes to a response, which the browser scrolls to. @param {number} place */
function go(place) {
  at = Math.max(0, Math.min(rows.length - 1, place));
  rows[at].querySelector('input').focus();
}

/** Where the focus is counts, if it is on one of them. */
const current = () => {
  const place = rows.findIndex((row) => row.contains(document.activeElement));
  return place < 0 ? at : place;
};

addEventListener('keydown', (event) => {
  const { target, key } = event;
  if (!rows.length || event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.matches('textarea, select, input:not([type=checkbox])')) return;
  const row = rows[current()];
  if (key === 'j') go(current() + 1);
  else if (key === 'k') go(current() - 1);
  else if (key === 'x') row?.querySelector('input').click();
  else row?.querySelector(`[data-key="${CSS.escape(key)}"]`)?.click();
});
