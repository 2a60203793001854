/** The toolbar, its keys, and writing on the whole screen. */
import './markdown-toolbar-element.js';
import { all, one } from './page.js';

/** @param {HTMLTextAreaElement} field */
export function toolbar(field) {
  const tools = one('#tools');
  tools.hidden = false;
  const buttons = all('[data-key]', tools);
  field.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
    const button = buttons.find(({ dataset }) => isPressed(dataset.key, event));
    if (!button) return;
    event.preventDefault();
    button.click();
  });
  full(field);
}

/** Signs over digits differ from keyboard to keyboard, so those keys are told by their place. */
const PLACES = { 7: 'Digit7', 8: 'Digit8', '.': 'Period' };

function isPressed(keys, { key, code, shiftKey }) {
  const wanted = keys.replace('Shift+', '');
  const isShift = wanted !== keys;
  return isShift === shiftKey && (key.toLowerCase() === wanted || (isShift && code === PLACES[wanted]));
}

function full(field) {
  const button = one('#full');
  const off = button.textContent;
  const turn = (on) => {
    document.body.classList.toggle('full', on);
    button.ariaPressed = String(on);
    button.textContent = on ? button.dataset.on : off;
    field.focus();
  };
  button.addEventListener('click', () => turn(!document.body.classList.contains('full')));
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && document.body.classList.contains('full') && !event.isComposing) turn(false);
  });
}
