/**
 * The editor: saves by itself, shows the page while it is written, and loses nothing that was typed. Without it the
 * same form works by its buttons.
 *
 * Other scripts that change a field send an `input` event from it.
 */
import { autosave } from './autosave.js';
import { minutes, words } from './count.js';
import { merge } from './merge.js';
import { one, post, sentence } from './page.js';
import { pictures } from './pictures.js';
import { preview } from './preview.js';
import { signInAgain } from './sign-in.js';
import { expandSnippets } from './snippets.js';
import { showStanding } from './standing.js';
import { toolbar } from './toolbar.js';
import { views } from './views.js';

const form = one('#post');
const { revision, answer } = form.elements;
/** True once the form is sent as a whole, with all that is in it. */
let isLeaving = false;

const read = () => {
  const typed = [...new FormData(form)].filter(([name, value]) => name !== 'revision' && typeof value === 'string');
  return Object.fromEntries(typed);
};

const saving = autosave({
  read,
  send: (fields, base) => post(form.getAttribute('action'), new URLSearchParams({ ...fields, revision: base })),
  show,
  revision: Number(revision.value),
  saved: form.hasAttribute('data-saved'),
});

function show(state, body) {
  showStanding(state, body);
  if (state === 'saved' || state === 'waiting') revision.value = saving.revision();
  if (state === 'signed_out') signInAgain(() => void saving.resume());
  if (state === 'stale') merge(form, body.theirs, () => void saving.settle(body.revision));
  guard();
}

/** Asks before a text that is not saved is left. The question is there only as long as it is needed. */
function guard() {
  window.onbeforeunload = saving.isDirty() && !isLeaving ? (event) => event.preventDefault() : null;
}

const seen = preview(form);
form.addEventListener('input', () => {
  saving.typed();
  guard();
  seen.typed();
  const count = words(answer.value);
  one('#length').textContent = sentence('length', { words: count, minutes: minutes(count) });
});

/** Save stays here; what leads elsewhere waits until all is saved. What the server refuses, its own page explains. */
form.addEventListener('submit', async (event) => {
  if (isLeaving) return;
  event.preventDefault();
  const { submitter } = event;
  const state = await saving.flush();
  const stays = !submitter?.name && !submitter?.hasAttribute('formaction');
  if (state !== 'refused' && (stays || state !== 'saved')) return;
  revision.value = saving.revision();
  isLeaving = true;
  guard();
  form.requestSubmit(submitter);
});

addEventListener('pageshow', () => { isLeaving = false; });
addEventListener('online', () => void saving.flush());
addEventListener('visibilitychange', () => {
  if (document.hidden && saving.state() === 'waiting') void saving.flush();
});

toolbar(answer);
expandSnippets(answer);
pictures(answer);
views((view) => { if (view === 'preview') void seen.draw(); });
guard();
