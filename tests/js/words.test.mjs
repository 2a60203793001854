import assert from 'node:assert/strict';
import { test } from 'node:test';

import { draw, holdsReceipt, lower, parse } from '../../assets/js/words.js';
import { LIST } from './kit.mjs';

test('a receipt is read however it was typed', () => {
  for (const typed of [
    'abacus abdomen zoom abacus unzip cope gulf',
    '  Abacus ABDOMEN\tzoom\r\nabacus unzip  cope\u{a0}gulf \n',
    'abacus-abdomen-zoom-abacus-unzip-cope-gulf',
    'abacus – abdomen — zoom ‐ abacus ‑ unzip − cope ― gulf',
    'abacus, abdomen, zoom, abacus, unzip, cope, gulf.',
    '\u{feff}abacus\u{200b}abdomen\u{3000}zoom\u{202f}abacus\u{2009}unzip cope\u{85}gulf',
  ]) {
    assert.deepEqual(parse(LIST, typed).words?.join(' '), 'abacus abdomen zoom abacus unzip cope gulf', typed);
  }
});

test('a wrong count is told before a wrong word', () => {
  for (const [typed, found] of [['', 0], ['-', 0], ['abacus abdomen zoom yoyo', 4], ['a b c d e f', 6], ['a b c d e f g h', 8]]) {
    assert.deepEqual(parse(LIST, typed), { problem: { kind: 'count', found } });
  }
});

test('the first word that is not on the list is named with what was probably meant', () => {
  const problem = (word) => parse(LIST, `abacus ${word} zoom abacus unzip cope gulf`).problem;
  assert.deepEqual(problem('Abdoemn'), { kind: 'word', position: 2, typed: 'abdoemn', nearest: 'abdomen' });
  assert.deepEqual(problem('é'.repeat(60)), { kind: 'word', position: 2, typed: 'é'.repeat(20), nearest: undefined });
  // As in the tests of src/domain/words.rs; the last is a Kelvin sign, which is no k.
  const cases = [['abaucs', 'abacus'], ['abacuss', 'abacus'], ['zoomm', 'zoom'], ['zom', 'mom'], ['qqqqq'], ['abandonmentss']];
  for (const [typed, nearest] of cases) assert.equal(problem(typed).nearest, nearest, typed);
  assert.equal(lower('A\u212a'), 'a\u212a');
});

test('text is read up to the limit and not beyond', () => {
  const words = 'abacus abdomen zoom abacus unzip cope gulf';
  assert.ok(parse(LIST, words.padEnd(512)).words);
  assert.deepEqual(parse(LIST, words.padEnd(513)), { problem: { kind: 'too_long' } });
  assert.deepEqual(parse(LIST, 'é'.repeat(257)), { problem: { kind: 'too_long' } });
});

test('every word is drawn sooner or later and none too often', () => {
  const drawn = Array.from({ length: 2000 }, () => draw(LIST));
  assert.ok(drawn.every((words) => words.length === 7));
  const distinct = new Set(drawn.flat()).size;
  assert.ok(distinct > 6200 && distinct < 6850, `${distinct}`);
  // By remainder of 13 bits, the first 420 words would come twice as often: 1436 times instead of 757.
  const first = drawn.flat().filter((word) => word < 'backing').length;
  assert.ok(first < 1000, `${first}`);
});

test('a receipt within a text is seen, and a letter about seven other things is not', () => {
  const words = draw(LIST);
  for (const text of [words.join(' '), `My words: ${words.join('-').toUpperCase()}!`, `a\n${words.join('\n')}\nb`]) {
    assert.ok(holdsReceipt(LIST, text), text);
  }
  for (const text of ['', words.slice(1).join(' '), `${words.slice(0, 4).join(' ')} the ${words.slice(4).join(' ')}`]) {
    assert.ok(!holdsReceipt(LIST, text), text);
  }
});
