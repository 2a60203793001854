/** SHA-256, and HKDF (RFC 5869) in its two steps, which WebCrypto only offers as one. */
import { concat } from './bytes.js';

/** Bytes of a SHA-256. */
export const HASH_BYTES = 32;

/** @param {Uint8Array} bytes @returns {Promise<Uint8Array>} */
export const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** @param {Uint8Array} key @param {Uint8Array} bytes @returns {Promise<Uint8Array>} HMAC-SHA256 */
export async function hmac(key, bytes) {
  const kind = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', key, kind, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, bytes));
}

/** HKDF-Extract. @param {Uint8Array} salt not empty @param {Uint8Array} material */
export const extract = hmac;

/**
 * HKDF-Expand for up to one hash, which is all that is ever asked for here.
 * @param {Uint8Array} root @param {Uint8Array|string} info @param {number} [count] 1 to 32 bytes
 * @returns {Promise<Uint8Array>}
 */
export async function expand(root, info, count = HASH_BYTES) {
  return (await hmac(root, concat(info, Uint8Array.of(1)))).slice(0, count);
}
