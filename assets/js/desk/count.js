/** How long a text is; `src/domain/reading_time.rs` counts alike and says where the number comes from. */
const WORDS_PER_MINUTE = 238;

/** What stands around the pictures of a line, as `![words](address)`. @param {string} line */
function besidePictures(line) {
  const pieces = [];
  let rest = line;
  for (;;) {
    const start = rest.indexOf('![');
    const middle = start < 0 ? -1 : rest.indexOf('](', start + 2);
    const end = middle < 0 ? -1 : rest.indexOf(')', middle + 2);
    if (end < 0) return [...pieces, rest];
    pieces.push(rest.slice(0, start));
    rest = rest.slice(end + 1);
  }
}

/** @param {string} markdown */
export const words = (markdown) =>
  markdown.split('\n').flatMap(besidePictures).flatMap((text) => text.split(/[\s\u0085]+/u))
    .filter((word) => /[\p{Alphabetic}\p{N}]/u.test(word)).length;

/** @param {number} words */
export const minutes = (words) =>
  (words === 0 ? 0 : Math.max(1, Math.floor((words + WORDS_PER_MINUTE / 2) / WORDS_PER_MINUTE)));
