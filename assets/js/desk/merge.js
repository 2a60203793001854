/** A text that was saved somewhere else meanwhile, beside this one, field by field. */
import { all, drawn, one, sentence } from './page.js';

const bare = (text) => text.replace(/\r\n?/g, '\n').trim();

/** Whether a field holds something else. */
function differs(field, value) {
  return typeof value === 'boolean' ? field.checked !== value : bare(field.value) !== bare(value);
}

/** A box that this page does not have yet, as the other text chose it. */
function chosenElsewhere(form, name) {
  form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value: '1' }));
}

/**
 * @param {HTMLFormElement} form
 * @param {Record<string, string | boolean>} theirs the other text, by the names of the fields; boxes are true or false
 * @param {() => void} done called when every difference has been decided
 */
export function merge(form, theirs, done) {
  all('.theirs', form).forEach((panel) => panel.remove());
  const found = Object.entries(theirs);
  found.filter(([name, value]) => value === true && !form.elements[name]).forEach(([name]) => chosenElsewhere(form, name));
  const open = found.filter(([name, value]) => form.elements[name] && differs(form.elements[name], value));
  if (!open.length) return done();
  let left = open.length;
  const decided = (panel, field) => {
    panel.remove();
    left -= 1;
    if (!left) {
      field.focus();
      return done();
    }
    lead(one('.theirs', form));
  };
  open.forEach(([name, value]) => beside(form.elements[name], value, decided));
  one('.theirs', form).scrollIntoView({ block: 'center' });
}

/** Puts the other value below a field, with the choice. */
function beside(field, value, decided) {
  const panel = drawn('#theirs-form');
  const isBox = typeof value === 'boolean';
  one('.typed', panel).textContent = isBox ? sentence(value ? 'ticked' : 'unticked') : value;
  panel.addEventListener('click', ({ target }) => {
    const { take } = target.dataset;
    if (!take) return;
    if (take === 'theirs' && isBox) field.checked = value;
    else if (take === 'theirs') field.value = value;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    decided(panel, field);
  });
  for (let around = field.closest('details'); around; around = around.parentElement.closest('details')) around.open = true;
  field.closest('.choice, .field').after(panel);
}

/** To what is to be decided next. */
function lead(panel) {
  panel.scrollIntoView({ block: 'center' });
  one('button', panel).focus({ preventScroll: true });
}
