/**
 * What in a text might tell who wrote it, and words of somebody in danger: the rules of `assets/rules`, used as
 * `src/domain/{pattern,giveaway,crisis}.rs` use them.
 *
 * @typedef {{kind: string, pattern: string, exact?: boolean, not?: string[]}} Written
 * @typedef {{kind: string, start: number, end: number}} Mark places are in UTF-16 units, as in `String.slice`
 */

/** What may stand before and behind a match. */
const BEFORE = '(?:^|[^\\p{L}\\p{M}\\p{N}_])';
const BEHIND = '(?:[^\\p{L}\\p{M}\\p{N}_]|$)';
/** Matches that one rule gives, and places that are marked in one text. */
const MATCHES_MAX = 64;
const GIVEAWAYS_MAX = 24;
const CRISIS_KINDS = ['self_harm', 'violence', 'child_in_danger'];

/** @param {Written[]} written */
export const compile = (written) =>
  written.map(({ kind, pattern, exact, not = [] }) => {
    const regex = new RegExp(`${BEFORE}(${pattern})${BEHIND}`, exact ? 'gdu' : 'gdiu');
    return { kind, regex, not };
  });

function marks({ kind, regex, not }, text) {
  const found = [];
  let from = 0;
  while (found.length < MATCHES_MAX) {
    regex.lastIndex = from;
    const match = regex.exec(text);
    if (!match) break;
    const whole = match.indices[1];
    const [start, end] = match.indices[2] ?? whole;
    const [first] = text.slice(start, end).split(/[\p{White_Space},]/u);
    if (!not.includes(first.toLowerCase())) found.push({ kind, start, end });
    if (whole[1] <= from) break;
    // The character behind may be the one before the next match.
    from = whole[1];
  }
  return found;
}

/** @param {ReturnType<typeof compile>} rules @param {string} text @returns {Mark[]} in order, none on another */
export function giveaways(rules, text) {
  const found = [];
  for (const mark of rules.flatMap((rule) => marks(rule, text))) {
    if (found.every((other) => mark.end <= other.start || other.end <= mark.start)) found.push(mark);
  }
  return found.sort((a, b) => a.start - b.start).slice(0, GIVEAWAYS_MAX);
}

/** @param {{harmless: any, rules: any}} rules both compiled @param {string} text @returns {string[]} the dangers */
export function crisis({ harmless, rules }, text) {
  let plain = text.replace(/[\u2019\u2018\u02bc`\u00b4]/g, "'");
  for (const rule of harmless) {
    for (const { start, end } of marks(rule, plain).reverse()) plain = `${plain.slice(0, start)}#${plain.slice(end)}`;
  }
  return CRISIS_KINDS.filter((kind) => rules.some((rule) => rule.kind === kind && plain.search(rule.regex) >= 0));
}
