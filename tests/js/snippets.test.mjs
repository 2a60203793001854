/** Snippets while they are typed. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { expansion } from '../../assets/js/desk/snippets.js';

const texts = new Map([['ty', 'Thank you.'], ['two-words', 'Both.']]);

test('a name is written out when it is ended', () => {
  assert.deepEqual(expansion('Dear R, ;ty ', texts), { from: 8, text: 'Thank you. ' });
  assert.deepEqual(expansion(';two-words.', texts), { from: 0, text: 'Both..' });
  assert.equal(expansion(';ty', texts), undefined);
});

test('what only looks like a name stays', () => {
  for (const text of ['a;ty ', ';tyre ', '&amp;ty ', ';ty-', ';other ', '`;ty`', '```\n;ty ', '    ;ty ']) {
    assert.equal(expansion(text, texts), undefined, text);
  }
});
