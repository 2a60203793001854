// The page's half of tests/interop.rs: a JSON object a line comes in, one goes out. Bytes are hexadecimal.
import { createInterface } from 'node:readline';

import { hex } from '../../assets/js/bytes.js';
import { derive } from '../../assets/js/derive.js';
import { comment, later, openMessage, openState, question, sealLetter, sealState } from '../../assets/js/letter.js';
import { openOwn, sealOwn } from '../../assets/js/own.js';
import { compile, crisis, giveaways } from '../../assets/js/rules.js';
import { bare, clean, isBlank, line } from '../../assets/js/text.js';
import { draw, parse } from '../../assets/js/words.js';
import { LIST, bytes, file } from './kit.mjs';

const hints = compile(JSON.parse(file('assets/rules/giveaway.json')).rules);
const { harmless, rules } = JSON.parse(file('assets/rules/crisis.json'));
const dangers = { harmless: compile(harmless), rules: compile(rules) };

let column;
let keys;

/** One whose writer proves the words of another letter by her own, which serve as well here. */
const ofComment = ({ proves, ...said }) => comment(keys, said, proves ? keys : undefined);

const answers = {
  /** Sets the column and the receipt for all that follows. */
  async begin({ id, salt, key, words }) {
    column = { id: bytes(id), salt: bytes(salt), key: bytes(key) };
    keys = await derive(column.salt, parse(LIST, words).words);
    const { lookup, mailbox, auth, authHash, envelopeId, reader } = keys;
    const values = { lookup, mailbox, auth, authHash, envelopeId, reader: reader.public };
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, hex(value)]));
  },
  draw: async () => draw(LIST).join(' '),
  parse: async ({ typed }) => parse(LIST, typed),
  line: async ({ typed }) => [line(typed), isBlank(typed), bare(typed)],
  clean: async ({ typed }) => clean(typed),
  giveaways: async ({ text }) => giveaways(hints, text).map(({ kind, start, end }) => [kind, text.slice(start, end)]),
  crisis: async ({ text }) => crisis(dangers, text),
  retry_tag: async ({ text }) => hex(await keys.retryTag(text)),
  seal_letter: async ({ id, kind, said }) => {
    const first = { question: () => question(keys, said.text, said.consent), comment: () => ofComment(said) };
    const letter = first[kind]?.() ?? later(keys, kind, said);
    return hex(await sealLetter(column, bytes(id), letter));
  },
  seal_state: async ({ state }) => hex(await sealState(column, keys, state)),
  open_state: async ({ sealed }) => openState(column, keys, bytes(sealed)),
  open_message: async ({ number, sealed }) => openMessage(column, keys, number, bytes(sealed)),
  seal_own: async ({ number, copy }) => hex(await sealOwn(keys, number, copy)),
  open_own: async ({ number, sealed }) => openOwn(keys, number, bytes(sealed)),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { do: name, ...given } = JSON.parse(line);
  let answer;
  try {
    answer = { ok: await answers[name](given) };
  } catch (error) {
    answer = { err: error.why ?? error.message };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
