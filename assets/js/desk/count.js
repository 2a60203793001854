/** How long a text is; `src/domain/reading_time.rs` counts alike and says where the number comes from. */
const WORDS_PER_MINUTE = 238;

/** @param {string} markdown */
export const words = (markdown) =>
  markdown.split(/[\s\u0085]+/u).filter((word) => /[\p{Alphabetic}\p{N}]/u.test(word)).length;

/** @param {number} words */
export const minutes = (words) =>
  (words === 0 ? 0 : Math.max(1, Math.floor((words + WORDS_PER_MINUTE / 2) / WORDS_PER_MINUTE)));
