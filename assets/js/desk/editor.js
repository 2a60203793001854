/**
 * The editor: saves by itself, shows the page while it is written, and loses nothing that was typed. Without it the
 * same form works by its buttons.
 *
 * Other scripts that change a field send an `input` event from it.
 */
import { autosave } from './autosave.js';
import { minutes, words } from './count.js';
import { editorPage, takeOver } from './fresh.js';
import { goTo, hasWords, marks, offerKeys, place } from './marks.js';
import { merge } from './merge.js';
import { one, post, sentence, typed } from './page.js';
import { pictures } from './pictures.js';
import { preview } from './preview.js';
import { signInAgain } from './sign-in.js';
import { expandSnippets } from './snippets.js';
import { showStanding } from './standing.js';
import { toolbar } from './toolbar.js';
import { views } from './views.js';

const form = one('#post');
const { revision, printed, answer } = form.elements;
const address = form.getAttribute('action');
/** True once the form is sent as a whole, with all that is in it. */
let isLeaving = false;

const seen = preview(form);
const write = views((view) => { if (view === 'preview') void seen.draw(); });
const saving = autosave({
  read: () => typed(form),
  send: (fields, base) => post(address, new URLSearchParams({ ...fields, revision: base })),
  show,
  revision: Number(revision.value),
  saved: form.hasAttribute('data-saved'),
});

function show(state, body) {
  showStanding(state, body);
  if (state === 'saved' || state === 'waiting') revision.value = saving.revision();
  if (state === 'saved') void refresh();
  if (state === 'signed_out') signInAgain(() => void saving.resume());
  if (state === 'stale') {
    write();
    merge(form, body.theirs, () => void saving.settle(body.revision));
  }
  guard();
}

/** Asks before a text that is not saved is left. The question is there only as long as it is needed. */
function guard() {
  window.onbeforeunload = saving.isDirty() && !isLeaving ? (event) => event.preventDefault() : null;
}

/** The revision that the marks and the check are of. */
let drawn = saving.revision();

/** Draws the marks and the check anew for what is saved by now. */
async function refresh() {
  const mine = saving.revision();
  if (mine === drawn || isLeaving) return;
  const page = await editorPage(address, { redirect: 'error' });
  if (!page || mine !== saving.revision()) return;
  drawn = mine;
  takeOver(page);
  offerKeys();
}

/** Blurs or keeps a mark and stays on the page. What the server refuses, its own page explains. */
async function choose(button) {
  const [at, fields] = [place(button), typed(form)];
  const sent = new URLSearchParams([...new FormData(form, button)].filter(([, value]) => typeof value === 'string'));
  let page = null;
  printed.readOnly = true;
  await saving.during(async () => {
    page = await editorPage(button.getAttribute('formaction'), { method: 'POST', body: sent });
    if (!page) return null;
    const now = page.querySelector('#post').elements;
    printed.value = now.printed.value;
    drawn = Number(now.revision.value);
    return { fields: { ...fields, printed: printed.value }, revision: drawn };
  });
  printed.readOnly = false;
  if (!page) return leave(button);
  takeOver(page, 'fresh-marks');
  offerKeys();
  goTo(at);
  seen.typed();
  one('#told').textContent = page.querySelector('#done')?.textContent ?? '';
}

function leave(submitter) {
  revision.value = saving.revision();
  isLeaving = true;
  guard();
  // Once the submission that led here is over: while it is, another one is ignored.
  setTimeout(() => form.requestSubmit(submitter));
}

form.addEventListener('input', () => {
  saving.typed();
  guard();
  seen.typed();
  const count = words(answer.value);
  one('#length').textContent = sentence('length', { words: count, minutes: minutes(count) });
});

/** A picture that is on its way is none yet, whatever sends the text. */
form.addEventListener('formdata', ({ formData }) => {
  formData.set('answer', formData.get('answer').replaceAll(sentence('uploading'), ''));
});

/** Save stays here; what leads elsewhere waits until all is saved. What the server refuses, its own page explains. */
form.addEventListener('submit', async (event) => {
  if (isLeaving) return;
  event.preventDefault();
  const { submitter } = event;
  const isMark = submitter?.name === 'mark';
  if (isMark && !hasWords(submitter)) return;
  const stays = !submitter?.name && !submitter?.hasAttribute('formaction');
  if (!stays && !isMark && answer.value.includes(sentence('uploading'))) {
    one('#tools-told').textContent = sentence('picture-waits');
    one('#tools-told').scrollIntoView({ block: 'center' });
    return;
  }
  const state = await saving.flush();
  if (state !== 'refused' && (stays || state !== 'saved')) return;
  if (isMark && state === 'saved') return void choose(submitter);
  leave(submitter);
});

/** The key to save does what it says. The browser's own would leave the letter in a file. */
addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 's') return;
  event.preventDefault();
  void saving.flush();
});

addEventListener('pageshow', () => { isLeaving = false; });
addEventListener('online', () => void saving.flush());
addEventListener('visibilitychange', () => {
  if (document.hidden && saving.state() === 'waiting') void saving.flush();
});

toolbar(answer);
expandSnippets(answer);
pictures(answer);
marks();
guard();
