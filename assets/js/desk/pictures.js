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
  field.addEventListener('keydown', () => {
    const told = one('#tools-told.error');
    if (told) told.textContent = '';
  });

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
    const picture = await send(field, file);
    if (picture) askWords(field, picture);
  }
}

/** @returns {Promise<{id: string, src: string} | null>} the picture, in the text by now; none where it was not taken */
async function send(field, file) {
  const waits = sentence('uploading');
  const [before, after] = [field.value.slice(0, field.selectionEnd), field.value.slice(field.selectionEnd)];
  // A paragraph of its own.
  const [above, below] = [gap(/\n*$/.exec(before)[0], before), gap(/^\n*/.exec(after)[0], after)];
  replace(field, before.length, before.length, above + waits + below);
  const { status, body } = await upload(file);
  const markdown = status === CREATED ? body.markdown : '';
  const at = field.value.indexOf(waits);
  if (at >= 0) replace(field, at, at + waits.length, markdown);
  if (!markdown && at >= 0 && field.value.slice(at - above.length).startsWith(above + below)) {
    replace(field, at - above.length, at + below.length, '');
  }
  const told = one('#tools-told');
  told.classList.toggle('error', !markdown);
  told.textContent = markdown ? taken(body) : refusal(status, body);
  return markdown && at >= 0 ? body : null;
}

/** What is said of a picture that is in the text by now: to put it into words, and that it moves no more. */
const taken = ({ moved }) => [...(moved ? [sentence('picture-still')] : []), sentence('picture-words')].join(' ');

/** Why a picture was not taken, as the server says it. @param {number} status @param {{text?: string}} body */
export const refusal = (status, { text }) => {
  if (status === TOO_LARGE) return sentence('picture-too-large');
  return text ?? sentence('picture-failed');
};

/** What is missing to an empty line between a text and what comes beside it. */
const gap = (there, text) => (text.trim() ? '\n\n'.slice(there.length) : '');

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
function askWords(field, { id, src }) {
  const panel = drawn('#alt-form');
  const [image, input] = [one('img', panel), one('input', panel)];
  image.src = src;
  const done = (words) => {
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
    replace(field, at, at + bare.length, `![${escaped}](picture:${id})`);
  }
  void post(`/desk/pictures/${id}/alt`, new URLSearchParams({ alt: words }));
}

/** Puts a text in another's place. Who writes on stays where she is; who stood in the old text stands behind the new. */
function replace(field, from, to, text) {
  const moved = (at) => (at < from ? at : from + text.length + Math.max(0, at - to));
  const [start, end] = [moved(field.selectionStart), moved(field.selectionEnd)];
  field.setRangeText(text, from, to);
  field.setSelectionRange(start, end);
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
