/**
 * Letters to the column, messages and states to the reader: `src/seal/{envelope,mailbox}.rs`.
 *
 * @typedef {{id: Uint8Array, salt: Uint8Array, key: Uint8Array}} Column what the page says of the column
 * @typedef {{kind: 'reply', text: string} | {kind: 'proof', text: string, until: number}} Message `until` is a day
 * @typedef {{state: string, detail?: {slug?: string, day?: number}}} State
 */
import { concat, hex, u32 } from './bytes.js';
import { BUCKETS, STATE_SIZES, frame, has, isNumber, isOneOf, isText, unframe } from './frame.js';
import { open, seal } from './hpke.js';

/** The number that stands for a mailbox's state; messages are counted from 1. */
const STATE_NUMBER = 0;

const letterPlace = (column, id) => ({ info: concat('unsaid/1 letter', column.id), owner: id });
const replyPlace = (column, mailbox, number) => ({
  info: concat('unsaid/1 reply', column.id),
  owner: concat(mailbox, u32(number)),
});

/**
 * Seals a letter for the row `id` of the public store and no other.
 * @param {Column} column @param {Uint8Array} id @param {object} letter as `domain::Letter` reads it
 * @returns {Promise<Uint8Array>} @throws {RangeError} when it is more than 64 KiB
 */
export const sealLetter = async (column, id, letter) =>
  seal(column.key, letterPlace(column, id), frame(letter, BUCKETS));

/** @param {import('./derive.js').Keys} keys @param {string} text @param {string} consent */
export const question = (keys, text, consent) => ({
  kind: 'question',
  text,
  consent,
  mailbox: hex(keys.mailbox),
  auth: hex(keys.auth),
  reader: hex(keys.reader.public),
});

/**
 * @param {import('./derive.js').Keys} keys @param {{post: string, parent: number|null, name: string, text: string}} said
 * @param {import('./derive.js').Keys} [asker] of the words of the letter that the post answers, which prove themselves
 */
export const comment = (keys, said, asker) => ({
  kind: 'comment',
  ...said,
  mailbox: hex(keys.mailbox),
  auth: hex(keys.auth),
  reader: hex(keys.reader.public),
  asker: asker ? { mailbox: hex(asker.mailbox), auth: hex(asker.auth) } : null,
});

/**
 * Any later letter.
 * @param {import('./derive.js').Keys} keys @param {'follow_up'|'consent_change'|'withdrawal'|'proof_answer'} kind
 * @param {object} [said] its other fields
 */
export const later = (keys, kind, said) => ({ kind, mailbox: hex(keys.mailbox), auth: hex(keys.auth), ...said });

/** @param {Column} column @param {import('./derive.js').Keys} keys @param {State} state */
export const sealState = async (column, keys, state) =>
  seal(keys.reader.public, replyPlace(column, keys.mailbox, STATE_NUMBER), frame(state, STATE_SIZES));

/** @returns {Promise<Message>} @throws {import('./hpke.js').OpenError} */
export async function openMessage(column, keys, number, sealed) {
  const place = replyPlace(column, keys.mailbox, number);
  return unframe(await open(keys.reader, place, sealed, BUCKETS), BUCKETS, isMessage);
}

/** @returns {Promise<State>} @throws {import('./hpke.js').OpenError} */
export async function openState(column, keys, sealed) {
  const place = replyPlace(column, keys.mailbox, STATE_NUMBER);
  return unframe(await open(keys.reader, place, sealed, STATE_SIZES), STATE_SIZES, isState);
}

const isMessage = (value) =>
  has(value, { kind: isOneOf('reply'), text: isText }) ||
  has(value, { kind: isOneOf('proof'), text: isText, until: isNumber });

const isState = (value) =>
  has(value, { state: isOneOf('waiting', 'read', 'answered', 'declined', 'withdrawn') }) ||
  has(value, { state: isOneOf('published'), detail: (detail) => has(detail, { slug: isText }) }) ||
  has(value, { state: isOneOf('destroyed'), detail: (detail) => has(detail, { day: isNumber }) });
