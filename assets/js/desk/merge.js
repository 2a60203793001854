/** A text that was saved somewhere else meanwhile, beside this one, field by field. */
import { all, drawn, one } from './page.js';

const bare = (text) => text.replace(/\r\n?/g, '\n').trim();

/**
 * @param {HTMLFormElement} form @param {Record<string, any>} theirs the other text, by the names of the fields
 * @param {() => void} done called when every difference has been decided
 */
export function merge(form, theirs, done) {
  all('.theirs', form).forEach((panel) => panel.remove());
  const differs = Object.entries(theirs).filter(([name, text]) => {
    const field = form.elements[name];
    return name !== 'revision' && typeof text === 'string' && field && bare(field.value) !== bare(text);
  });
  let open = differs.length;
  if (!open) return done();
  const panels = differs.map(([name, text]) => {
    const [field, panel] = [form.elements[name], drawn('#theirs-form')];
    one('.typed', panel).textContent = text;
    panel.addEventListener('click', ({ target }) => {
      const { take } = target.dataset;
      if (!take) return;
      if (take === 'theirs') field.value = text;
      panel.remove();
      open -= 1;
      if (open) lead(one('.theirs', form));
      else field.focus();
      if (!open) done();
    });
    field.closest('.field').after(panel);
    return panel;
  });
  panels[0].scrollIntoView({ block: 'center' });
}

/** To what is to be decided next. */
function lead(panel) {
  panel.scrollIntoView({ block: 'center' });
  one('button', panel).focus({ preventScroll: true });
}
