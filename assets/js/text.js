/** Typed text: made ready for sealing as `domain::clean_text` does it, and shown as `domain::visible` does it. */

/** Characters (Unicode scalar values) that a question or any other text of a reader may have. */
export const CHARS_MAX = 10_000;

/** What would hide or turn a text; line breaks, tabs and the joiner that emoji need stay. */
const HIDING =
  /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/gu;
const WHITE = /\p{White_Space}/u;

/**
 * Trims, writes every line break as `\n` and replaces NUL. Half a character, which a field can hold, would make
 * JSON that the desk refuses; it becomes U+FFFD.
 * @param {string} typed
 */
export function clean(typed) {
  const text = typed.toWellFormed();
  let [start, end] = [0, text.length];
  // `String.trim` knows another set of white space than the server does.
  while (start < end && WHITE.test(text[start])) start++;
  while (end > start && WHITE.test(text[end - 1])) end--;
  return text.slice(start, end).replace(/\r\n?/g, '\n').replaceAll('\0', '\u{fffd}');
}

/** A text as one line with single spaces, as `domain::CommentName` has it. @param {string} typed */
export const line = (typed) =>
  typed.toWellFormed().replace(/\p{Cc}/gu, ' ').split(/\p{White_Space}+/u).filter(Boolean).join(' ');

/** Whether nothing of a text is to be seen, as `domain::is_blank` has it. @param {string} text */
export const isBlank = (text) =>
  !text.replace(HIDING, '').replace(/[\p{White_Space}\xad\u034f\u180e\u200c\u200d\u2800\u115f\u1160\u3164\uffa0\ufe00-\ufe0f]/gu, '');

/** Its letters and digits, as `domain::bare_text` has it. @param {string} text */
export const bare = (text) => text.replace(/[^\p{Alphabetic}\p{N}]/gu, '').toLowerCase();

/** @param {string} text @returns {number} its Unicode scalar values */
export const chars = (text) => [...text].length;

/** Shows what would hide or reorder, as `[U+202E]`. @param {string} text */
export const visible = (text) =>
  text.replace(HIDING, (char) => `[U+${char.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}]`);

/** A text's paragraphs as elements, never as markup. @param {string} text @returns {HTMLElement[]} */
export function paragraphs(text) {
  return visible(text).split('\n\n').map((part) => clean(part)).filter(Boolean).map((part) => {
    const paragraph = document.createElement('p');
    paragraph.className = 'typed';
    paragraph.dir = 'auto';
    paragraph.textContent = part;
    return paragraph;
  });
}
