/** The page as it would look, by the server's own hand and in the site's own style. */
import { one, post, typed } from './page.js';

/** Milliseconds without a key before it is drawn again. */
const QUIET_MS = 400;

/** @param {HTMLFormElement} form @returns {{typed: () => void, draw: () => void}} */
export function preview(form) {
  const place = one('#seen');
  const shadow = place.attachShadow({ mode: 'open' });
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = place.dataset.style;
  const page = document.createElement('div');
  const waits = document.createElement('slot');
  shadow.append(style, page, waits);
  let [timer, drawn, asked] = [null, '', 0];

  async function draw() {
    const fields = new URLSearchParams(typed(form));
    if (!place.checkVisibility() || fields.toString() === drawn) return;
    asked += 1;
    const mine = asked;
    const { status, body } = await post(`${form.getAttribute('action')}/preview`, fields);
    // An answer that a later question has overtaken is not shown; one that failed leaves what is there.
    if (mine !== asked || status !== 200) return;
    drawn = fields.toString();
    waits.remove();
    page.innerHTML = body.html;
  }

  return {
    typed() {
      clearTimeout(timer);
      timer = setTimeout(draw, QUIET_MS);
    },
    draw,
  };
}
