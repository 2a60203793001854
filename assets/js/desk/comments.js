/**
 * Deciding about responses by key. All of it works without this, by its buttons.
 *
 * form.comments
 *   .buttons         for all that are ticked: buttons with data-key: a, d, s, b
 *   li               a response: input[type=checkbox], and buttons and links with data-key: a, d, s, b, e
 *   [data-keys][hidden]  says what the keys are
 * [data-key=u]       takes back what was decided last
 */
const rows = [...document.querySelectorAll('form.comments > ol > li')];
/** The place of the response that the keys are about: of the one that the address names, after one has been decided. */
let at = rows.findIndex((row) => `#${row.id}` === location.hash);
if (at >= 0) go(at);

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
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.matches('textarea, select, input:not([type=checkbox])')) return;
  const named = `[data-key="${CSS.escape(key)}"]`;
  if (key === 'u') document.querySelector(named)?.click();
  if (!rows.length) return;
  const row = rows[current()];
  const ticked = rows.some((other) => other.querySelector('input').checked);
  const forAll = ticked ? document.querySelector(`form.comments > .buttons ${named}`) : null;
  if (key === 'j') go(current() + 1);
  else if (key === 'k') go(current() - 1);
  else if (key === 'x') row?.querySelector('input').click();
  else (forAll ?? row?.querySelector(named))?.click();
});
