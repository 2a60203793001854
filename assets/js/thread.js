/**
 * One conversation of what the desk sent and what the asker sent, in the order in which it was said.
 *
 * @typedef {{number: number, kind: string, text?: string, until?: number}} Received `kind` is a message's or `spoilt`
 * @typedef {{number: number, kind: string, text?: string, words?: string, after?: number, consent?: string,
 *   approved?: boolean, changes?: number, about?: number}} Sent `about`: the message that a proof answer answers
 */
import { unbase64 } from './bytes.js';
import { openMessage, openState } from './letter.js';
import { openOwn } from './own.js';

/** Seconds in a UTC day. */
const DAY_SECONDS = 86_400;
/** States in which nothing has been decided yet. */
export const OPEN_STATES = ['waiting', 'read', 'answered'];

/** Today, as `domain::Day`. */
export const today = () => Math.floor(Date.now() / 1000 / DAY_SECONDS);

/** As the server writes it: `21 November 2026`. @param {number} day */
export function dayText(day) {
  const style = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' };
  const { lang } = document.documentElement;
  const date = new Date(Math.min(day * DAY_SECONDS * 1000, 8.64e15));
  return new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, style).format(date);
}

/**
 * Opens what a mailbox holds. What cannot be opened is shown as such, and the rest all the same.
 * @param {import('./letter.js').Column} column @param {import('./derive.js').Keys} keys
 * @param {{state: string, messages: [number, string][], own: [number, string][]}} sealed
 */
export async function openMailbox(column, keys, sealed) {
  const spoilt = () => ({ kind: 'spoilt' });
  const state = await openState(column, keys, unbase64(sealed.state)).catch(() => ({ state: 'spoilt' }));
  const received = sealed.messages.map(async ([number, text]) => {
    const message = await openMessage(column, keys, number, unbase64(text)).catch(spoilt);
    return { ...message, number };
  });
  const sent = sealed.own.map(async ([number, text]) => {
    const copy = await openOwn(keys, number, unbase64(text)).catch(spoilt);
    return { ...copy, about: copy.number, number };
  });
  const own = await Promise.all(sent);
  const down = wantsDown(own);
  // A post that was taken down for her leaves a private letter.
  if (down && state.state !== 'published') own.find(isQuestion).consent = 'private';
  return { state, received: await Promise.all(received), sent: own, down };
}

/** @param {Sent} sent */
export const isQuestion = ({ kind }) => kind === 'question';

/** Whether she asked for the post to be taken down and has allowed nothing since. @param {Sent[]} sent */
function wantsDown(sent) {
  const question = sent.find(isQuestion);
  return sent.some(({ kind, changes }) => kind === 'take_down' && changes === question?.changes);
}

/**
 * @param {Received[]} received @param {Sent[]} sent
 * @returns {(Received|Sent)[]} her question first; what she sent stands behind the message that it follows
 */
export function inOrder(received, sent) {
  const at = (entry) => (entry.number === 0 ? -1 : (entry.after ?? entry.about ?? Infinity));
  const entries = [
    ...received.map((entry) => ({ entry, key: [entry.number, 0, 0] })),
    // An answer stands with its proof, before anything else that was said by then.
    ...sent.map((entry) => ({ entry, key: [at(entry), entry.about ? 1 : 2, entry.number] })),
  ];
  const order = ({ key: a }, { key: b }) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
  return entries.sort((a, b) => order(a, b)).map(({ entry }) => entry);
}

/**
 * What may still be said to a proof: only the latest counts, once, until the end of its day.
 * @returns {'open'|'late'|'said'|'replaced'|'closed'}
 */
export function proofState(proof, { state, received, sent }, day = today()) {
  if (sent.some(({ kind, about }) => kind === 'proof_answer' && about === proof.number)) return 'said';
  if (received.some(({ kind, number }) => kind === 'proof' && number > proof.number)) return 'replaced';
  const isPrivate = sent.some(({ kind, consent }) => kind === 'question' && consent === 'private');
  if (!OPEN_STATES.includes(state.state) || isPrivate) return 'closed';
  return day > proof.until ? 'late' : 'open';
}
