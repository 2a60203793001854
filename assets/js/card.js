/**
 * What can be done with the words once they are shown; all of it in the page. Works on pages of the server too.
 *
 * #receipt           the words
 * [data-card]        hidden until this script is there; holds
 *   button[data-copy], button[data-save] (its value is the file's name), button[data-print]
 *   [role=status]    [data-copied] and [data-refused], hidden until the words are copied, or could not be
 *   [data-qr]        gets the words as a QR code
 */
import { qr } from './qr.js';

/** Units that a code has around it, in white (ISO/IEC 18004, section 6.3.8). */
const QUIET = 4;

/** @param {ParentNode} within */
export function card(within) {
  const words = within.querySelector('#receipt')?.textContent.trim();
  const tools = within.querySelector('[data-card]');
  if (!words || !tools) return;
  const on = (name, act) => tools.querySelector(`[data-${name}]`)?.addEventListener('click', act);
  on('copy', async () => {
    const copied = await copy(words);
    tools.querySelector('[data-copied]').hidden = !copied;
    tools.querySelector('[data-refused]').hidden = copied;
  });
  on('save', ({ currentTarget }) => save(currentTarget.value, words));
  on('print', () => print());
  tools.querySelector('[data-qr]')?.append(picture(qr(words)));
  tools.hidden = false;
}

/** @returns {Promise<boolean>} whether the browser let it happen; some have no clipboard for a page */
async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return false;
  }
}

function save(name, words) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([`${words}\n`], { type: 'text/plain' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** @param {boolean[][]} rows @returns {SVGElement} black on white in any theme, since cameras want it so */
function picture(rows) {
  const size = rows.length + 2 * QUIET;
  const make = (name, values) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(values)) element.setAttribute(key, value);
    return element;
  };
  const dots = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : '')));
  const svg = make('svg', { viewBox: `0 0 ${size} ${size}`, 'shape-rendering': 'crispEdges', 'aria-hidden': 'true' });
  svg.append(make('rect', { width: size, height: size, fill: '#fff' }));
  svg.append(make('path', { d: dots.join(''), fill: '#000' }));
  return svg;
}
