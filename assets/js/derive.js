/**
 * What is derived from a receipt's seven words, as in `src/seal/receipt.rs`. The labels never change.
 *
 * @typedef {object} Keys
 * @property {Uint8Array} lookup the address of the mailbox
 * @property {Uint8Array} mailbox its id: the SHA-256 of `lookup`
 * @property {Uint8Array} auth the right to follow up, change the consent and withdraw
 * @property {Uint8Array} authHash what the mailbox keeps of it
 * @property {Uint8Array} envelopeId of the first letter
 * @property {import('./hpke.js').KeyPair} reader opens messages and the state
 * @property {CryptoKey} copy seals and opens the asker's own copies
 * @property {(text: string) => Promise<Uint8Array>} retryTag by which a mailbox knows its first text again
 */
import { utf8 } from './bytes.js';
import { deriveKeyPair } from './hpke.js';
import { expand, extract, hmac, sha256 } from './kdf.js';

/** Bytes of an envelope's id. */
export const ENVELOPE_ID_BYTES = 16;

/** @param {Uint8Array} salt of the column @param {string[]} words lower-case @returns {Promise<Keys>} */
export async function derive(salt, words) {
  const root = await extract(salt, utf8(words.join(' ')));
  const lookup = await expand(root, 'unsaid/1 lookup');
  const auth = await expand(root, 'unsaid/1 auth');
  const copy = await expand(root, 'unsaid/1 copy');
  const retry = await expand(root, 'unsaid/1 retry');
  return {
    lookup,
    mailbox: await sha256(lookup),
    auth,
    authHash: await sha256(auth),
    envelopeId: await expand(auth, 'unsaid/1 envelope', ENVELOPE_ID_BYTES),
    reader: await deriveKeyPair(await expand(root, 'unsaid/1 reader key')),
    copy: await crypto.subtle.importKey('raw', copy, 'AES-GCM', false, ['encrypt', 'decrypt']),
    retryTag: (text) => hmac(retry, utf8(text)),
  };
}
