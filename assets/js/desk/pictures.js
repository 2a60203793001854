/** Pictures that are dropped, pasted or chosen: sent to the desk, and named where the cursor stands. */
import { one, post, sentence } from './page.js';

const NOT_THERE = [404, 405];

/** @param {HTMLTextAreaElement} field */
export function pictures(field) {
  const chooser = Object.assign(document.createElement('input'), { type: 'file', accept: 'image/*', multiple: true });
  one('#picture-button').addEventListener('click', () => chooser.click());
  chooser.addEventListener('change', () => {
    void add(field, [...chooser.files]).then(() => { chooser.value = ''; });
  });
  field.addEventListener('dragover', (event) => {
    if (event.dataTransfer.types.includes('Files')) event.preventDefault();
  });
  field.addEventListener('drop', (event) => take(event, event.dataTransfer));
  field.addEventListener('paste', (event) => take(event, event.clipboardData));

  function take(event, { files }) {
    const found = [...files].filter(({ type }) => type.startsWith('image/'));
    if (!found.length) return;
    event.preventDefault();
    void add(field, found);
  }
}

/** One after the other, so that they stand in their order. */
async function add(field, files) {
  for (const file of files) await send(field, file);
}

async function send(field, file) {
  const waits = sentence('uploading');
  field.setRangeText(waits, field.selectionStart, field.selectionEnd, 'end');
  changed(field);
  const form = new FormData();
  form.append('picture', file);
  form.append('alt', '');
  const { status, body } = await post('/desk/pictures', form);
  const markdown = status === 200 || status === 201 ? body.markdown : '';
  const place = field.value.indexOf(waits);
  if (place >= 0) field.setRangeText(markdown, place, place + waits.length, 'preserve');
  changed(field);
  const told = one('#tools-told');
  told.textContent = markdown ? '' : (body.text ?? sentence(NOT_THERE.includes(status) ? 'pictures-missing' : 'picture-failed'));
  // What the picture shows is written between the brackets.
  if (markdown.startsWith('![') && place >= 0 && document.activeElement === field) {
    field.setSelectionRange(place + 2, place + markdown.indexOf(']'));
  }
}

const changed = (field) => field.dispatchEvent(new InputEvent('input', { bubbles: true }));
