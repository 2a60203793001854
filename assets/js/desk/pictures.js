/** Pictures that are dropped, pasted or chosen: sent to the desk, named where the cursor stands, and then put into words. */
import { all, drawn, one, post, sentence } from './page.js';
import { signInAgain } from './sign-in.js';

const [CREATED, SIGNED_OUT, TOO_LARGE] = [201, 401, 413];
/** Marks of Markdown, which words between brackets may not hold as they are. */
const MARKS = /[\\[\]*_`<&!]/g;

/** @param {HTMLTextAreaElement} field */
export function pictures(field) {
  const chooser = one('#picture');
  chooser.multiple = true;
  one('#add-picture').hidden = true;
  one('#picture-button').addEventListener('click', () => chooser.click());
  // What is sent with the form is the text alone, so the file leaves its field.
  chooser.addEventListener('change', () => {
    const files = [...chooser.files];
    chooser.value = '';
    void add(field, files);
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
  for (const file of files) {
    const markdown = await send(field, file);
    if (markdown) askWords(field, file, markdown);
  }
}

/** @returns {Promise<string>} what shows the picture, in the text by now; empty where it was not taken */
async function send(field, file) {
  const waits = sentence('uploading');
  field.setRangeText(waits, field.selectionStart, field.selectionEnd, 'end');
  changed(field);
  const { status, body } = await upload(file);
  const markdown = status === CREATED ? body.markdown : '';
  const at = field.value.indexOf(waits);
  if (at >= 0) field.setRangeText(markdown, at, at + waits.length, 'preserve');
  changed(field);
  const refusal = status === TOO_LARGE ? sentence('picture-too-large') : body.problem ?? sentence('picture-failed');
  const told = one('#tools-told');
  told.classList.toggle('error', !markdown);
  told.textContent = markdown ? sentence('picture-words') : refusal;
  return at >= 0 ? markdown : '';
}

async function upload(file) {
  const form = new FormData();
  form.append('alt', '');
  form.append('picture', file);
  const answer = await post('/desk/pictures', form);
  if (answer.status !== SIGNED_OUT) return answer;
  await new Promise(signInAgain);
  return upload(file);
}

/** Asks what a picture shows, below the text. Nobody is kept from writing on. */
function askWords(field, file, markdown) {
  const panel = drawn('#alt-form');
  const [image, input] = [one('img', panel), one('input', panel)];
  const local = URL.createObjectURL(file);
  image.src = local;
  const id = /\((picture:)(\w+)\)/.exec(markdown)[2];
  const done = (words) => {
    URL.revokeObjectURL(local);
    panel.remove();
    if (!all('.ask-alt').length) one('#tools-told').textContent = '';
    if (words) say(field, id, words);
    field.focus();
  };
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    done(input.value.trim());
  });
  panel.addEventListener('click', ({ target: { dataset } }) => {
    if (dataset.alt === 'words' && !input.value.trim()) input.focus();
    else if (dataset.alt) done(dataset.alt === 'words' ? input.value.trim() : '');
  });
  one('#writing').append(panel);
}

/** Writes the words into the text, and into the library for the next time. */
function say(field, id, words) {
  const bare = `![](picture:${id})`;
  const at = field.value.indexOf(bare);
  if (at >= 0) {
    const escaped = words.replace(/\s+/g, ' ').replace(MARKS, '\\$&');
    field.setRangeText(`![${escaped}](picture:${id})`, at, at + bare.length, 'preserve');
    changed(field);
  }
  void post(`/desk/pictures/${id}/alt`, new URLSearchParams({ alt: words }));
}

const changed = (field) => field.dispatchEvent(new InputEvent('input', { bubbles: true }));
