// What the tests of the page's scripts share.
import { readFileSync } from 'node:fs';

/** A file of the repository. */
export const file = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

export const LIST = file('assets/words/eff-large.txt').split('\n').filter(Boolean);

export const bytes = (text) => Uint8Array.from(Buffer.from(text, 'hex'));

/** The salt of the pinned values in `src/seal/receipt.rs`: 0, 1, 2, … */
export const SALT = Uint8Array.from({ length: 32 }, (_, i) => i);
export const WORDS = 'abacus abdomen zoom abacus unzip cope gulf'.split(' ');

/** What `promise` fails with, by its `why`. */
export const why = (promise) => promise.then(() => 'opened', (error) => error.why ?? String(error));
