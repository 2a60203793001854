/**
 * The plain text of everything sealed: `length (u32, big endian) ‖ JSON ‖ zeros` up to a fixed size, as in
 * `src/seal/frame.rs`.
 */
import { concat, u32, utf8 } from './bytes.js';
import { OpenError } from './hpke.js';

/** Bytes of plain text, padding included, that an envelope or a copy can hold. */
export const BUCKETS = [1, 2, 4, 8, 16, 32, 64].map((kib) => kib * 1024);
/** Bytes of plain text in every mailbox's state. */
export const STATE_SIZES = [512];

const LENGTH_BYTES = 4;

/** The smallest size that holds a body and its length. */
const fitting = (bytes, sizes) => sizes.find((size) => bytes + LENGTH_BYTES <= size);

/** @param {object} value @param {number[]} sizes @returns {Uint8Array} @throws {RangeError} when it fits none */
export function frame(value, sizes) {
  const body = utf8(JSON.stringify(value));
  const size = fitting(body.length, sizes);
  if (!size) throw new RangeError('TooLarge');
  return concat(u32(body.length), body, new Uint8Array(size - LENGTH_BYTES - body.length));
}

/**
 * Takes the value out again and refuses every other spelling of it.
 * @param {Uint8Array} plain @param {number[]} sizes @param {(value: any) => boolean} isSound says whether the
 * value has just the fields that it should @returns {any} @throws {OpenError}
 */
export function unframe(plain, sizes, isSound) {
  if (!sizes.includes(plain.length)) throw new OpenError('Padding');
  const length = new DataView(plain.buffer, plain.byteOffset).getUint32(0);
  const padding = plain.subarray(LENGTH_BYTES + length);
  if (fitting(length, sizes) !== plain.length || padding.some((byte) => byte)) throw new OpenError('Padding');
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const text = decoder.decode(plain.subarray(LENGTH_BYTES, LENGTH_BYTES + length));
    const value = JSON.parse(text);
    // `JSON.parse` takes a doubled field; written again, it is gone.
    if (isSound(value) && JSON.stringify(value) === text) return value;
  } catch {
    // Told below, like any other text that is none of ours.
  }
  throw new OpenError('Structure');
}

/**
 * Whether a value has exactly these fields, each of its kind.
 * @param {any} value @param {Record<string, (field: any) => boolean>} fields
 */
export function has(value, fields) {
  const names = Object.keys(fields);
  return (
    typeof value === 'object' && value !== null && Object.keys(value).length === names.length &&
    names.every((name) => Object.hasOwn(value, name) && fields[name](value[name]))
  );
}

/** Kinds of fields. */
export const isText = (field) => typeof field === 'string';
export const isFlag = (field) => typeof field === 'boolean';
export const isNumber = (field) => Number.isInteger(field) && field >= 0 && field < 2 ** 32;
/** @param {...any} words @returns {(field: any) => boolean} */
export const isOneOf = (...words) => (field) => words.includes(field);
