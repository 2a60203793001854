/** The settings: the home page as it would look, by the server's own hand, while the column's face is typed. */
import { one } from './page.js';

/** Milliseconds without a key before it is drawn again. */
const QUIET_MS = 400;

const form = one('#face');
const place = one('#look');
const frame = document.createElement('iframe');
// No script of its own, and nothing in it leads away.
frame.sandbox = 'allow-same-origin';
frame.inert = true;
frame.title = place.dataset.title;
let [timer, drawn, asked] = [null, '', 0];

async function draw() {
  const fields = new URLSearchParams(new FormData(form));
  if (fields.toString() === drawn) return;
  asked += 1;
  const mine = asked;
  const answer = await fetch(`${form.getAttribute('action')}/preview`, { method: 'POST', body: fields, redirect: 'error' }).catch(() => null);
  // An answer that a later question has overtaken is not shown; one that failed leaves what is there.
  if (!answer?.ok || mine !== asked) return;
  const page = await answer.text();
  if (mine !== asked) return;
  drawn = fields.toString();
  frame.srcdoc = page;
  if (!frame.isConnected) place.append(frame);
}

form.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(draw, QUIET_MS);
});
void draw();
