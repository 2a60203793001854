import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LONGEST_MS, QUIET_MS, RETRY_MS_MAX, RETRY_MS_MIN, autosave } from '../../assets/js/desk/autosave.js';
import { minutes, words } from '../../assets/js/desk/count.js';

const OFFLINE = { status: 0, body: {} };
const SIGNED_OUT = { status: 401, body: { signed_out: true } };

/** A page with one field, a clock that is turned by hand, and a server that answers when it is told to. */
function desk({ text = 'a', revision = 1, saved = true } = {}) {
  const it = { text, states: [], sent: [], bodies: [], time: 0, timers: new Map(), waiting: [] };
  const clock = {
    now: () => it.time,
    set: (f, ms) => { const id = Symbol('timer'); it.timers.set(id, { f, at: it.time + ms }); return id; },
    clear: (id) => it.timers.delete(id),
  };
  const send = (fields, base) => new Promise((resolve) => {
    it.sent.push([fields.answer, base]);
    it.waiting.push(resolve);
  });
  const show = (state, body) => { it.states.push(state); it.bodies.push(body); };
  it.saving = autosave({ read: () => ({ answer: it.text }), send, show, revision, saved, clock });
  it.type = (typed) => { it.text += typed; it.saving.typed(); };
  it.pass = (ms) => {
    it.time += ms;
    for (const [id, { f, at }] of [...it.timers]) if (at <= it.time) { it.timers.delete(id); f(); }
  };
  it.answer = async (answer) => {
    it.waiting.shift()(answer);
    for (let turn = 0; turn < 10; turn += 1) await null;
  };
  it.saves = (number) => it.answer({ status: 200, body: { revision: number } });
  return it;
}

test('a text is saved once, a moment after the last key', async () => {
  const it = desk();
  it.type('b');
  it.pass(QUIET_MS - 1);
  it.type('c');
  it.pass(QUIET_MS - 1);
  assert.deepEqual(it.sent, []);
  it.pass(1);
  assert.deepEqual(it.sent, [['abc', 1]]);
  await it.saves(2);
  assert.deepEqual(it.states, ['waiting', 'saving', 'saved']);
  assert.equal(it.saving.isDirty(), false);
  it.pass(1_000_000);
  assert.equal(it.sent.length, 1);
});

test('who never pauses is saved all the same', () => {
  const it = desk();
  for (let ms = 0; ms < LONGEST_MS; ms += 500) { it.type('.'); it.pass(500); }
  assert.equal(it.sent.length, 1);
});

test('what is typed while a save is on its way is saved after it, from its revision', async () => {
  const it = desk();
  it.type('b');
  it.pass(QUIET_MS);
  it.type('c');
  await it.saves(2);
  assert.equal(it.saving.isDirty(), true);
  it.pass(QUIET_MS);
  assert.deepEqual(it.sent, [['ab', 1], ['abc', 2]]);
});

test('a text that is typed and taken back is not sent', () => {
  const it = desk();
  it.type('b');
  it.text = 'a';
  it.saving.typed();
  it.pass(QUIET_MS);
  assert.deepEqual([it.sent.length, it.states.at(-1)], [0, 'saved']);
});

test('without an answer the very same text is sent again first, later and later', async () => {
  const it = desk();
  it.type('b');
  it.pass(QUIET_MS);
  it.type('c');
  let delay = RETRY_MS_MIN;
  for (let attempt = 1; attempt < 9; attempt += 1) {
    await it.answer(attempt % 2 ? OFFLINE : { status: 503, body: {} });
    assert.equal(it.states.at(-1), attempt % 2 ? 'offline' : 'busy');
    it.pass(delay - 1);
    assert.equal(it.sent.length, attempt);
    it.pass(1);
    delay = Math.min(2 * delay, RETRY_MS_MAX);
  }
  assert.ok(it.sent.every(([text, base]) => text === 'ab' && base === 1));
  await it.saves(2);
  it.pass(QUIET_MS);
  assert.deepEqual(it.sent.at(-1), ['abc', 2]);
  await it.saves(3);
  assert.equal(it.states.at(-1), 'saved');
});

test('a session that ends keeps the text until somebody signs in, and typing goes on', async () => {
  const it = desk();
  it.type('b');
  it.pass(QUIET_MS);
  await it.answer(SIGNED_OUT);
  it.type('c');
  it.pass(1_000_000);
  assert.deepEqual([it.sent.length, it.states.at(-1)], [1, 'signed_out']);
  void it.saving.resume();
  assert.deepEqual(it.sent.at(-1), ['abc', 1]);
  await it.saves(2);
  assert.equal(it.states.at(-1), 'saved');
});

test('a save that may have arrived before the session ended is asked for again before anything newer', async () => {
  const it = desk();
  it.type('b');
  it.pass(QUIET_MS);
  await it.answer(OFFLINE);
  it.type('c');
  it.pass(RETRY_MS_MIN);
  await it.answer(SIGNED_OUT);
  void it.saving.resume();
  assert.deepEqual(it.sent.at(-1), ['ab', 1]);
  await it.saves(2);
  it.pass(QUIET_MS);
  assert.deepEqual(it.sent.at(-1), ['abc', 2]);
});

test('a stale save stops until both texts are brought together, and then goes on from the other', async () => {
  const it = desk();
  it.type('b');
  it.pass(QUIET_MS);
  await it.answer({ status: 409, body: { revision: 7, theirs: { answer: 'x' } } });
  assert.equal(it.bodies.at(-1).theirs.answer, 'x');
  it.type('c');
  it.pass(1_000_000);
  assert.equal(it.sent.length, 1);
  it.text = 'x';
  void it.saving.settle(7);
  assert.deepEqual(it.sent.at(-1), ['x', 7]);
});

test('what the server refuses is not sent again until it is changed', async () => {
  const it = desk();
  it.type('b');
  it.pass(QUIET_MS);
  await it.answer({ status: 422, body: { text: 'Too long.' } });
  assert.equal(it.bodies.at(-1).text, 'Too long.');
  it.pass(1_000_000);
  assert.equal(it.sent.length, 1);
  it.type('c');
  it.pass(QUIET_MS);
  assert.deepEqual(it.sent.at(-1), ['abc', 1]);
});

test('saving at once takes along what was typed meanwhile, and says how it ended', async () => {
  const it = desk();
  it.type('b');
  it.pass(QUIET_MS);
  it.type('c');
  const ended = it.saving.flush();
  await it.saves(2);
  await it.saves(3);
  assert.equal(await ended, 'saved');
  assert.deepEqual(it.sent, [['ab', 1], ['abc', 2]]);
  const failed = desk({ saved: false });
  const end = failed.saving.flush();
  for (let turn = 0; turn < 10; turn += 1) await null;
  await failed.answer(OFFLINE);
  assert.equal(await end, 'offline');
});

test('a form that came back with a mistake is not taken for saved', () => {
  assert.equal(desk({ saved: false }).saving.isDirty(), true);
  assert.equal(desk().saving.isDirty(), false);
});

// The same table stands in `src/domain/reading_time.rs`.
test('words are counted as the server counts them', () => {
  const table = [
    ['', 0], ['  \n ', 0], ['## A *kind* word', 3], ['- one\n- two\n\n> three', 3],
    ['[the words](https://example.org/a-b)', 2], ['don’t\u{a0}stop — 24/7 ❤', 3], ['שלום عربي', 2],
    ['One ![A cat \\[asleep\\]](picture:0a) two ![](/p.png)three', 3], ['![not a picture\n(at all) ![nor](this', 6],
  ];
  for (const [text, count] of table) assert.equal(words(text), count, text);
  assert.deepEqual([0, 1, 238, 356, 357, 3_000].map(minutes), [0, 1, 1, 1, 2, 13]);
});

test('while something else changes the text nothing is sent, and what was typed meanwhile is saved on top of it', async () => {
  const it = desk();
  let finish;
  const changing = it.saving.during(() => new Promise((resolve) => { finish = resolve; }));
  await null;
  it.type('b');
  it.pass(LONGEST_MS);
  assert.deepEqual(it.sent, []);
  finish({ fields: { answer: 'a' }, revision: 5 });
  await changing;
  assert.equal(it.states.at(-1), 'waiting');
  it.pass(QUIET_MS);
  assert.deepEqual(it.sent, [['ab', 5]]);
});
