/** The seven words of a receipt: drawn in the page, and read as people type them. As `src/domain/receipt.rs` has it. */
import { utf8 } from './bytes.js';

/** Words in a receipt: 7 × log2(7772) = 90 random bits. */
export const RECEIPT_WORDS = 7;
/** Words of the list. A shorter one would make weaker receipts. */
const LIST_WORDS = 7772;
/** Bytes of typed text that can hold a receipt. */
const TYPED_BYTES_MAX = 512;
/** Characters of a mistyped word that are handed back. */
const SHOWN_CHARS_MAX = 20;
/** Letters of the longest word, and slips of the finger up to which a word is taken for a misspelling. */
const WORD_CHARS_MAX = 9;
const EDITS_MAX = 2;
/** Bits that a place is drawn from: 8192 is the first power of two above the list's length. */
const PLACE_MASK = (1 << 13) - 1;

/** White space, hyphens and dashes, commas and full stops, and what pasting brings along unseen. */
const SEPARATORS = /[\p{White_Space}\-,.;\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u200b\u2060\ufeff]+/u;

/**
 * @typedef {{kind: 'too_long'} | {kind: 'count', found: number}
 *   | {kind: 'word', position: number, typed: string, nearest?: string}} Problem
 */

/** Only A to Z: other capitals may turn into ASCII letters, which the server does not do. */
export const lower = (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** Fetches the list. @param {string} address @returns {Promise<string[]>} @throws when it is not there or not whole */
export async function load(address) {
  const answer = await fetch(address, { credentials: 'omit', mode: 'same-origin' });
  const list = (await answer.text()).split('\n').filter(Boolean);
  if (!answer.ok || new Set(list).size !== LIST_WORDS) throw new Error('words');
  return list;
}

/** Draws seven words, every one as likely as any other. @param {string[]} list @returns {string[]} */
export function draw(list) {
  const words = [];
  while (words.length < RECEIPT_WORDS) {
    const [random] = crypto.getRandomValues(new Uint16Array(1));
    // A place beyond the list is drawn again; a remainder would favour the first words.
    const word = list[random & PLACE_MASK];
    if (word) words.push(word);
  }
  return words;
}

/**
 * Reads a receipt as typed or pasted: any case, any white space, dashes, commas or full stops between.
 * @param {string[]} list @param {string} typed @returns {{words: string[]} | {problem: Problem}}
 */
export function parse(list, typed) {
  if (utf8(typed).length > TYPED_BYTES_MAX) return { problem: { kind: 'too_long' } };
  const words = lower(typed).split(SEPARATORS).filter(Boolean);
  if (words.length !== RECEIPT_WORDS) return { problem: { kind: 'count', found: words.length } };
  const wrong = words.findIndex((word) => !list.includes(word));
  if (wrong < 0) return { words };
  const chars = [...words[wrong]];
  const shown = chars.slice(0, SHOWN_CHARS_MAX).join('');
  return { problem: { kind: 'word', position: wrong + 1, typed: shown, nearest: nearest(list, chars) } };
}

/** Whether seven words in a row are all of the list: a receipt within a text. @param {string[]} list */
export function holdsReceipt(list, text) {
  const known = new Set(list);
  let row = 0;
  return lower(text).split(/[^a-z]+/).filter(Boolean).some((word) => {
    row = known.has(word) ? row + 1 : 0;
    return row === RECEIPT_WORDS;
  });
}

/** The word that is the fewest edits away, the first such, and none beyond two. */
function nearest(list, chars) {
  const typed = chars.slice(0, WORD_CHARS_MAX + EDITS_MAX + 1);
  let best;
  let least = EDITS_MAX + 1;
  for (const word of list) {
    if (Math.abs(word.length - typed.length) > EDITS_MAX) continue;
    const edits = distance(typed, word);
    if (edits < least) [best, least] = [word, edits];
  }
  return best;
}

/** The optimal string alignment distance: Levenshtein's, in which a swap of neighbours is one edit. */
function distance(typed, word) {
  const rows = [Array.from({ length: word.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= typed.length; i++) {
    const [row, last, beforeLast] = [[i], rows[i - 1], rows[i - 2]];
    for (let j = 1; j <= word.length; j++) {
      const same = typed[i - 1] === word[j - 1];
      let cost = Math.min(last[j - 1] + (same ? 0 : 1), last[j] + 1, row[j - 1] + 1);
      const swapped = i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1];
      if (swapped) cost = Math.min(cost, beforeLast[j - 2] + 1);
      row.push(cost);
    }
    rows.push(row);
  }
  return rows[typed.length][word.length];
}
