/** Bytes and their texts. */

/** @param {string} text @returns {Uint8Array} its UTF-8 */
export const utf8 = (text) => new TextEncoder().encode(text);

/** @param {...(Uint8Array|string)} parts texts count as their UTF-8 @returns {Uint8Array} */
export function concat(...parts) {
  const arrays = parts.map((part) => (typeof part === 'string' ? utf8(part) : part));
  const whole = new Uint8Array(arrays.reduce((sum, array) => sum + array.length, 0));
  let at = 0;
  for (const array of arrays) {
    whole.set(array, at);
    at += array.length;
  }
  return whole;
}

/** @param {number} number @returns {Uint8Array} four bytes, big endian */
export function u32(number) {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number);
  return bytes;
}

/** @param {Uint8Array} bytes @returns {string} lower-case digits */
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * @param {string} text exactly `2 * count` lower-case digits @param {number} count @returns {Uint8Array}
 * @throws {RangeError} for anything else
 */
export function unhex(text, count) {
  if (text.length !== 2 * count || /[^0-9a-f]/.test(text)) throw new RangeError('hex');
  return Uint8Array.from({ length: count }, (_, i) => parseInt(text.slice(2 * i, 2 * i + 2), 16));
}

/** @param {Uint8Array} bytes @returns {string} base64url without padding (RFC 4648, section 5) */
export function base64(bytes) {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @param {string} text what {@link base64} gives @returns {Uint8Array} @throws when it is not */
export function unbase64(text) {
  if (/[^\w-]/.test(text)) throw new RangeError('base64');
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}
