import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';

import { closest } from '../../assets/js/offers.js';
import { qr } from '../../assets/js/qr.js';
import { compile, crisis, giveaways } from '../../assets/js/rules.js';
import { supported } from '../../assets/js/supported.js';
import { chars, clean, visible } from '../../assets/js/text.js';
import { inOrder, proofState } from '../../assets/js/thread.js';
import { file } from './kit.mjs';

test('this engine can do the sealing, and one without X25519 says that it cannot', async () => {
  assert.equal(await supported(), true);
  const { importKey } = crypto.subtle;
  crypto.subtle.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError'));
  assert.equal(await supported(), false);
  crypto.subtle.importKey = importKey;
});

test('typed text is cleaned as the server does it, and half a character is replaced', () => {
  assert.equal(clean('  Should I\r\ntell her?\rNow?\n '), 'Should I\ntell her?\nNow?');
  assert.equal(clean('\u{85}\u{a0}a\0b\u{2028}'), 'a\u{fffd}b');
  // These are no white space to the server.
  assert.equal(clean('\u{feff}a\u{200b}'), '\u{feff}a\u{200b}');
  assert.equal(clean('a\ud83d'), 'a\u{fffd}');
  assert.equal(chars('é👩‍👩‍👧'), 6);
});

test('what hides is shown and what writes is kept', () => {
  assert.equal(visible('a\u{202e}b\u{7}'), 'a[U+202E]b[U+0007]');
  const kept = 'שלום\n\tعربي 👩‍👩‍👧 é';
  assert.equal(visible(kept), kept);
});

test('a conversation is told in the order in which it was said', () => {
  const received = [3, 1, 2].map((number) => ({ number, kind: 'reply' }));
  const sent = [
    { number: 4, kind: 'proof_answer', about: 2 },
    { number: 0, kind: 'question' },
    { number: 5, kind: 'spoilt' },
    { number: 1, kind: 'follow_up', after: 0 },
    { number: 3, kind: 'take_down', after: 2, changes: 0 },
    { number: 2, kind: 'follow_up', after: 1 },
  ];
  const told = inOrder(received, sent).map(({ kind, number }) => (kind === 'reply' ? `r${number}` : `s${number}`));
  assert.equal(told.join(' '), 's0 s1 r1 s2 r2 s4 s3 r3 s5');
});

test('only the latest proof can be answered, once, until the end of its day', () => {
  const proof = (number) => ({ kind: 'proof', number, until: 100 });
  const box = (state, received, sent = []) => ({ state: { state }, received, sent });
  assert.equal(proofState(proof(1), box('read', [proof(1)]), 100), 'open');
  assert.equal(proofState(proof(1), box('read', [proof(1)]), 101), 'late');
  assert.equal(proofState(proof(1), box('read', [proof(1), proof(2)]), 100), 'replaced');
  assert.equal(proofState(proof(1), box('withdrawn', [proof(1)]), 100), 'closed');
  const said = [{ kind: 'proof_answer', number: 1, about: 1 }];
  assert.equal(proofState(proof(1), box('published', [proof(1), proof(2)], said), 101), 'said');
});

const QR_HASH = 'f5e1f72d83ddee27d080b5442a9a5b50639e059a273d58936b25b7bae93f3fa3';

test('a QR code is the one that other programs draw', () => {
  // The matrix of Python's qrcode 8.2 (version 5, level M, byte mode, mask 2), row by row.
  const rows = qr('abacus abdomen zoom abacus unzip cope gulf');
  const bits = rows.flat().map(Number).join('');
  assert.equal(createHash('sha256').update(bits).digest('hex'), QR_HASH);
  assert.equal(qr('x'.repeat(84)).length, 37);
  assert.throws(() => qr('x'.repeat(85)), RangeError);
});

test('what gives away is marked and danger is seen', () => {
  const hints = compile(JSON.parse(file('assets/rules/giveaway.json')).rules);
  const text = 'My name is Anna, call 07700 900123 or me@mail.example 🙂.';
  const found = giveaways(hints, text).map(({ kind, start, end }) => [kind, text.slice(start, end)]);
  assert.deepEqual(found.map(([kind]) => kind), ['name', 'phone', 'mail']);
  assert.equal(found[2][1], 'me@mail.example');
  const { harmless, rules } = JSON.parse(file('assets/rules/crisis.json'));
  const dangers = { harmless: compile(harmless), rules: compile(rules) };
  assert.deepEqual(crisis(dangers, 'I’m dying to know, it’s killing me'), []);
  assert.deepEqual(crisis(dangers, 'I want to kill myself'), ['self_harm']);
});

test('the closest posts share rare words with the question', () => {
  const posts = [
    ['on-jealousy', 'On jealousy', 'jealousy partner trust envy'],
    ['on-toys', 'How to find toys for two', 'toys partner vibrator'],
    ['on-trust', 'Trust after a lie', 'trust lie partner cheating'],
    ['on-sleep', 'Two beds', 'beds partner snoring'],
  ];
  assert.deepEqual(closest(posts, 'My PARTNER is full of envy and jealousy.').map(([slug]) => slug), ['on-jealousy']);
  assert.deepEqual(closest(posts, 'partner?'), []);
  // What every post has tells nothing, nor what a title is held together by.
  assert.deepEqual(closest(posts, 'How to find a partner without toys'), []);
  assert.deepEqual(closest(posts, ''), []);
});
