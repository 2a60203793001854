/**
 * The marks of the printed question: keys to go through them, the marked words in sight, and blurring in place. Without
 * this script the buttons are buttons.
 */
import { all, one } from './page.js';

const ROWS = '.marks li[data-mark]';

/** The row that has the focus; none while a field elsewhere has it. */
const current = () => document.activeElement?.closest(ROWS);

const focusRow = (row) => row?.querySelector('button').focus();

/** Shows where in the text a row's words stand. */
function show(row) {
  one('.marked .current')?.classList.remove('current');
  const mark = document.getElementById(row.dataset.mark);
  if (!mark) return;
  mark.classList.add('current');
  // Only the text's own box scrolls: the page stays where the eye is.
  const box = mark.closest('.marked');
  box.scrollTop = mark.offsetTop - box.clientHeight / 2;
}

const KEYS = {
  n: (row) => focusRow(row.nextElementSibling),
  p: (row) => focusRow(row.previousElementSibling),
  b: (row) => all('button', row)[0].click(),
  k: (row) => all('button', row)[1].click(),
};

function pressed(event) {
  const row = current();
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat && !event.isComposing;
  if (!row || !plain) return;
  if (event.target.matches('input')) {
    // Enter blurs with the words that were typed.
    if (event.key !== 'Enter') return;
    event.preventDefault();
    KEYS.b(row);
  } else if (KEYS[event.key]) {
    event.preventDefault();
    KEYS[event.key](row);
  }
}

/** Before a button of a mark is sent: what would be refused for want of words leads to their field instead.
 * @param {HTMLElement} button @returns {boolean} whether it may be sent */
export function hasWords(button) {
  const row = button.closest(ROWS);
  const field = row && one('input', row);
  if (!field || button !== one('button', row) || field.value.trim()) return true;
  field.focus();
  return false;
}

/** Where a row stands in the list, from 0. @param {HTMLElement} button */
export const place = (button) => all(ROWS).indexOf(button.closest(ROWS));

/** Goes to the row that has come into a place; where the list is done with, to its end or the part's heading.
 * @param {number} at */
export function goTo(at) {
  const rows = all(ROWS);
  if (rows.length) return focusRow(rows[Math.min(Math.max(at, 0), rows.length - 1)]);
  const heading = one('#marks-title');
  if (heading) {
    heading.tabIndex = -1;
    heading.focus();
  }
}

/** Says how the keys work, in a list that was just drawn. */
export function offerKeys() {
  const keys = one('.marks .keys');
  if (keys) keys.hidden = false;
}

export function marks() {
  const part = one('#fresh-marks');
  if (!part) return;
  offerKeys();
  part.addEventListener('keydown', pressed);
  part.addEventListener('focusin', () => current() && show(current()));
  // Coming back from a button of the list, the next mark is at hand. Before the page has come to its place, the
  // browser would take the focus away again.
  const back = location.hash === '#marks';
  if (back) addEventListener('load', () => requestAnimationFrame(() => focusRow(one(ROWS))));
}
