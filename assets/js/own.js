/**
 * The asker's own copy of what she sent, under a key that the receipt alone gives: `src/seal/own.rs`.
 * `nonce (12) ‖ ciphertext ‖ tag (16)`, with the mailbox's id and the copy's number as associated data.
 *
 * @typedef {{kind: 'question', text: string, consent: string, changes: number} | {kind: 'follow_up', text: string, after: number}
 *   | {kind: 'proof_answer', number: number, approved: boolean, words: string}
 *   | {kind: 'comment', slug: string, title: string, name: string, text: string}
 *   | {kind: 'take_down', after: number, changes: number}} OwnCopy
 */
import { concat, u32 } from './bytes.js';
import { BUCKETS, frame, has, isFlag, isNumber, isOneOf, isText, unframe } from './frame.js';
import { OpenError } from './hpke.js';

const NONCE_BYTES = 12;

const cipher = (keys, number, iv) => ({ name: 'AES-GCM', iv, additionalData: concat(keys.mailbox, u32(number)) });

/** @param {import('./derive.js').Keys} keys @param {number} number @param {OwnCopy} copy @throws {RangeError} */
export async function sealOwn(keys, number, copy) {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const sealed = await crypto.subtle.encrypt(cipher(keys, number, nonce), keys.copy, frame(copy, BUCKETS));
  return concat(nonce, new Uint8Array(sealed));
}

/** @returns {Promise<OwnCopy>} @throws {OpenError} */
export async function openOwn(keys, number, sealed) {
  const [nonce, rest] = [sealed.slice(0, NONCE_BYTES), sealed.slice(NONCE_BYTES)];
  let plain;
  try {
    plain = new Uint8Array(await crypto.subtle.decrypt(cipher(keys, number, nonce), keys.copy, rest));
  } catch {
    throw new OpenError('Decrypt');
  }
  return unframe(plain, BUCKETS, isCopy);
}

const isConsent = isOneOf('print', 'proof', 'private');

const isCopy = (value) =>
  has(value, { kind: isOneOf('question'), text: isText, consent: isConsent, changes: isNumber }) ||
  has(value, { kind: isOneOf('comment'), slug: isText, title: isText, name: isText, text: isText }) ||
  has(value, { kind: isOneOf('follow_up'), text: isText, after: isNumber }) ||
  has(value, { kind: isOneOf('proof_answer'), number: isNumber, approved: isFlag, words: isText }) ||
  has(value, { kind: isOneOf('take_down'), after: isNumber, changes: isNumber });
