/** Letter, text and preview: one at a time on a phone; elsewhere the text stays, and the others share a place. */
import { all, one } from './page.js';

/** As in `desk.css`. */
const WIDE = matchMedia('(min-width: 62rem)');

/** @param {(view: string) => void} shown called with each view that is opened
 * @returns {() => void} brings the text into sight */
export function views(shown) {
  const editor = one('#editor');
  const write = () => { if (!WIDE.matches) open('write'); };
  const open = (view) => {
    editor.dataset.view = view;
    for (const button of all('button', one('#views'))) button.ariaPressed = String(button.dataset.view === view);
    shown(view);
  };
  for (const button of all('button', one('#views'))) button.addEventListener('click', () => open(button.dataset.view));
  // What stands beside the text where there is room is the letter, if there is one.
  const beside = one('#views [data-view=letter]') ? 'letter' : 'preview';
  const settle = () => {
    const view = editor.dataset.view ?? 'write';
    if (WIDE.matches && view === 'write') open(beside);
    else if (!WIDE.matches && view === 'letter') open('write');
    else open(view);
  };
  WIDE.addEventListener('change', settle);
  one('#views').hidden = false;
  one('#seen').hidden = false;
  settle();
  // A link to a field, as from what is missing, leads to where it can be seen.
  addEventListener('hashchange', () => {
    if (one('#write').contains(one(':target'))) write();
  });
  return write;
}
