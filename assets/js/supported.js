/** Whether this browser can do the sealing. */
import { utf8 } from './bytes.js';
import { deriveKeyPair, open, seal } from './hpke.js';

/**
 * Seals and opens a word, because a browser may know the name X25519 and still not do it. `crypto.subtle` is not
 * there at all outside a secure context.
 * @returns {Promise<boolean>}
 */
export async function supported() {
  try {
    const pair = await deriveKeyPair(crypto.getRandomValues(new Uint8Array(32)));
    const place = { info: utf8('test'), owner: utf8('test') };
    const opened = await open(pair, place, await seal(pair.public, place, utf8('word'.toWellFormed())), [4]);
    return opened.length === 4;
  } catch {
    return false;
  }
}
