/** The mark that says what is saved. */
import { one, sentence } from './page.js';

/** States that a person should hear of at once. */
const TROUBLE = ['offline', 'busy', 'signed_out', 'stale', 'refused'];
const TOO_LARGE = 413;

let troubled = false;

/** @param {string} state of `autosave.js` @param {any} body what the server answered */
export function showStanding(state, body) {
  const text = state === 'refused' ? refusal(body) : sentence(state);
  const mark = one('#mark');
  mark.textContent = text;
  mark.dataset.standing = state;
  const isTrouble = TROUBLE.includes(state);
  // Heard once when it begins and once when it is over, not at every pause in typing.
  if (isTrouble || (troubled && state === 'saved')) one('#told').textContent = text;
  if (isTrouble || state === 'saved') troubled = isTrouble;
}

function refusal({ status, text }) {
  if (status === TOO_LARGE) return sentence('too-long');
  return text ? `${sentence('refused')}: ${text}` : sentence('refused-unknown');
}
