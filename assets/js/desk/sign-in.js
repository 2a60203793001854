/** Signing in without leaving the page. The focus stays where somebody is typing. */
import { drawn, one, post, sentence } from './page.js';

/** Who waits for the desk to be open again. */
let waiting = [];

/** @param {() => void} done called when the desk is open again */
export function signInAgain(done) {
  waiting.push(done);
  if (one('#again')) return;
  const form = drawn('#again-form');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const [button, error] = [one('button', form), one('.error', form)];
    button.disabled = true;
    const { status, body } = await post('/desk/login', new URLSearchParams(new FormData(form)));
    button.disabled = false;
    form.elements.password.value = '';
    if (status === 200) {
      const hadFocus = form.contains(document.activeElement);
      form.remove();
      if (hadFocus) one('#answer').focus();
      const all = waiting;
      waiting = [];
      return all.forEach((go) => go());
    }
    error.textContent = body.text ?? sentence('sign-in-failed');
    error.hidden = false;
    form.elements.password.focus();
  });
  document.body.append(form);
}
