/**
 * Published posts that may answer a question already, found in the page.
 *
 * @typedef {[slug: string, title: string, terms: string]} Post `terms` in lower case, with spaces between: the telling
 * words of its title, then of its text, as `src/public/search.rs` chooses them
 */

/** Posts that are offered, and terms that a question must share with one. */
const OFFERS_MAX = 3;
const SHARED_MIN = 2;
/** A term that more than one post in so many has tells nothing, unless these are no more than so many posts. */
const COMMON_PARTS = 8;
const COMMON_MIN = 3;

const wordsOf = (text) => new Set(text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu));

/**
 * The closest first: rare terms that both have count most.
 * @param {Post[]} posts @param {string} text @returns {Post[]}
 */
export function closest(posts, text) {
  const asked = wordsOf(text);
  const terms = posts.map(([, , words]) => wordsOf(words));
  const spread = new Map();
  for (const term of terms.flatMap((of) => [...of])) spread.set(term, (spread.get(term) ?? 0) + 1);
  const most = Math.max(posts.length / COMMON_PARTS, COMMON_MIN);
  const tells = (term) => asked.has(term) && spread.get(term) <= most;
  const weigh = (term) => Math.log(1 + posts.length / spread.get(term));
  return posts
    .map((post, i) => ({ post, shared: [...terms[i]].filter(tells) }))
    .filter(({ shared }) => shared.length >= SHARED_MIN)
    .map(({ post, shared }) => ({ post, score: shared.reduce((sum, term) => sum + weigh(term), 0) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, OFFERS_MAX)
    .map(({ post }) => post);
}
