import assert from 'node:assert/strict';
import { test } from 'node:test';

import { base64, concat, hex, u32, unbase64, unhex, utf8 } from '../../assets/js/bytes.js';
import { derive } from '../../assets/js/derive.js';
import { BUCKETS, STATE_SIZES, frame, has, isText, unframe } from '../../assets/js/frame.js';
import { deriveKeyPair, keyId, open, schedule, seal } from '../../assets/js/hpke.js';
import { openMessage, openState, sealLetter, sealState } from '../../assets/js/letter.js';
import { openOwn, sealOwn } from '../../assets/js/own.js';
import { openMailbox } from '../../assets/js/thread.js';
import { SALT, WORDS, bytes, file, why } from './kit.mjs';

const VECTOR = JSON.parse(file('tests/vectors/hpke-x25519-sha256-aes256gcm.json'));
const COLUMN = { id: new Uint8Array(16).fill(1), salt: SALT };
const PLACE = { info: utf8('info'), owner: utf8('here') };

test('what a receipt gives is what the server derives', async () => {
  const keys = await derive(SALT, WORDS);
  // Pinned in src/seal/receipt.rs.
  const expected = {
    lookup: '52894928a5821b5032370933d89900b78aed8d3f6fab21cbbfc8715419872996',
    mailbox: '77a443f4bb5fba27075bd5aac70c79f25f2d231b34b65d1ae598000a94f72e68',
    auth: '943e0adc36af70b22fda47ee4ac8fbeda66558c35cc77ad7b511cbd3905f61ad',
    authHash: '8f61bbe83d10a2cc00cc94b9d3ba6370fa84ba8200307cff7eda3a4cae1c5e51',
    envelopeId: '37b6a9a6770a308017247995474812df',
  };
  for (const [name, value] of Object.entries(expected)) assert.equal(hex(keys[name]), value, name);
  assert.equal(hex(keys.reader.public), '4d99e8726d48041285a9759aaf61ba0d884302816f70dcc887030fd8fc743415');
  const tag = await keys.retryTag('Should I tell her?');
  assert.equal(hex(tag), 'c1dceb2e87e846563c7a46ee04ab6548ddcf2110aa9a2b5ba1170a85d9211910');
});

test('the published vector is derived, sealed and opened', async () => {
  const receiver = await deriveKeyPair(bytes(VECTOR.ikmR));
  const ephemeral = await deriveKeyPair(bytes(VECTOR.ikmE));
  assert.equal(hex(receiver.public), VECTOR.pkRm);
  assert.equal(hex(ephemeral.public), VECTOR.enc);
  const info = bytes(VECTOR.info);
  const sender = await schedule(ephemeral.secret, receiver.public, ephemeral.public, receiver.public, info);
  const theirs = await schedule(receiver.secret, ephemeral.public, ephemeral.public, receiver.public, info);
  for (const [i, { aad, ct, pt }] of VECTOR.encryptions.entries()) {
    const iv = sender.nonce.map((byte, at) => (at === 11 ? byte ^ i : byte));
    const with_ = { name: 'AES-GCM', iv, additionalData: bytes(aad) };
    const sealed = new Uint8Array(await crypto.subtle.encrypt(with_, sender.key, bytes(pt)));
    assert.equal(hex(sealed), ct);
    assert.equal(hex(new Uint8Array(await crypto.subtle.decrypt(with_, theirs.key, bytes(ct)))), pt);
  }
  // The same through what the page calls, whose `aad` begins with the header.
  const sealed = await seal(receiver.public, PLACE, utf8('plain'), ephemeral);
  assert.equal(hex(sealed.slice(0, 41)), `01${hex(await keyId(receiver.public))}${VECTOR.enc}`);
  assert.equal(new TextDecoder().decode(await open(receiver, PLACE, sealed, [5])), 'plain');
});

test('a sealed thing opens in its own place only, and every changed byte is refused', async () => {
  const pair = await deriveKeyPair(new Uint8Array(32));
  const sealed = await seal(pair.public, PLACE, utf8('plain'));
  assert.equal(await why(open(pair, { ...PLACE, info: utf8('other') }, sealed, [5])), 'Decrypt');
  assert.equal(await why(open(pair, { ...PLACE, owner: utf8('there') }, sealed, [5])), 'Decrypt');
  assert.equal(await why(open(await deriveKeyPair(SALT), PLACE, sealed, [5])), 'WrongKey');
  assert.equal(await why(open(pair, PLACE, sealed, [6])), 'Size');
  for (let at = 0; at < sealed.length; at++) {
    const changed = sealed.map((byte, i) => (i === at ? byte ^ 0x80 : byte));
    const expected = at === 0 ? 'Suite' : at < 9 ? 'WrongKey' : 'Decrypt';
    assert.equal(await why(open(pair, PLACE, changed, [5])), expected, `byte ${at}`);
  }
});

test('nothing is sealed to a point of low order', async () => {
  for (const point of [new Uint8Array(32), Uint8Array.of(1, ...new Uint8Array(31))]) {
    await assert.rejects(seal(point, PLACE, utf8('plain')));
  }
});

test('a body goes into the smallest size that holds it, to the last byte', () => {
  for (const [i, size] of BUCKETS.entries()) {
    const most = { a: 'x'.repeat(size - 4 - 8) };
    assert.equal(frame(most, BUCKETS).length, size);
    const over = () => frame({ a: `${most.a}x` }, BUCKETS);
    if (i + 1 < BUCKETS.length) assert.equal(over().length, BUCKETS[i + 1]);
    else assert.throws(over, RangeError);
  }
});

test('wrong padding and any other structure are refused', () => {
  const good = frame({ a: 'b' }, BUCKETS);
  const isSound = (value) => has(value, { a: isText });
  const read = (plain) => {
    try {
      return unframe(plain, BUCKETS, isSound);
    } catch (error) {
      return error.why;
    }
  };
  const raw = (text) => concat(u32(utf8(text).length), utf8(text), new Uint8Array(1020 - utf8(text).length));
  assert.deepEqual(read(good), { a: 'b' });
  assert.deepEqual(read(raw('{"a":"\u{2028}é\\u0000\u{10ffff}"}')), { a: '\u{2028}é\0\u{10ffff}' });
  const marked = good.slice();
  marked[1023] = 1;
  const long = concat(u32(1021), good.slice(4));
  const huge = concat(u32(2 ** 32 - 1), good.slice(4));
  for (const plain of [marked, long, huge, concat(good, new Uint8Array(1024)), good.slice(1), new Uint8Array(3)]) {
    assert.equal(read(plain), 'Padding');
  }
  const deep = '['.repeat(1000);
  const wrong = ['', 'null', '{}', '{"a":7}', '{"a":"b","c":1}', '{"a":"b","a":"c"}', '{"a":"b"}{}', '{"__proto__":"b"}', '[]', deep];
  for (const text of wrong) assert.equal(read(raw(text)), 'Structure', text);
  const broken = raw('{"a":"bc"}');
  broken[10] = 0xff;
  assert.equal(read(broken), 'Structure');
});

test('a state is of one size, and opens in its own mailbox as it was sealed', async () => {
  const keys = await derive(SALT, WORDS);
  const other = { ...keys, mailbox: new Uint8Array(32) };
  const states = ['waiting', 'read', 'answered', 'declined', 'withdrawn'].map((state) => ({ state }));
  states.push({ state: 'published', detail: { slug: 's'.repeat(80) } }, { state: 'destroyed', detail: { day: 2 ** 32 - 1 } });
  for (const state of states) {
    const sealed = await sealState(COLUMN, keys, state);
    assert.equal(sealed.length, 9 + 32 + STATE_SIZES[0] + 16);
    assert.deepEqual(await openState(COLUMN, keys, sealed), state);
    assert.equal(await why(openState(COLUMN, other, sealed)), 'Decrypt');
    assert.equal(await why(openMessage(COLUMN, keys, 0, sealed)), 'Size');
  }
  for (const state of [{ state: 'unknown' }, { state: 'published' }, { state: 'waiting', detail: { slug: 'x' } }, { state: 'waiting', more: 1 }]) {
    assert.equal(await why(openState(COLUMN, keys, await sealState(COLUMN, keys, state))), 'Structure');
  }
});

test('an own copy opens under its own receipt, mailbox and number only', async () => {
  const keys = await derive(SALT, WORDS);
  const copies = [
    { kind: 'question', text: 'Why?', consent: 'proof', changes: 0 },
    { kind: 'follow_up', text: 'And?', after: 1 },
    { kind: 'proof_answer', number: 2, approved: false, words: 'No.' },
    { kind: 'take_down', after: 0, changes: 0 },
  ];
  for (const copy of copies) {
    const sealed = await sealOwn(keys, 3, copy);
    assert.equal(sealed.length, 12 + 1024 + 16);
    assert.deepEqual(await openOwn(keys, 3, sealed), copy);
    assert.equal(await why(openOwn(keys, 4, sealed)), 'Decrypt');
    assert.equal(await why(openOwn({ ...keys, mailbox: new Uint8Array(32) }, 3, sealed)), 'Decrypt');
    assert.equal(await why(openOwn(await derive(SALT, WORDS.toReversed()), 3, sealed)), 'Decrypt');
    assert.equal(await why(openOwn(keys, 3, sealed.slice(0, 11))), 'Decrypt');
  }
  const wrong = await sealOwn(keys, 3, { kind: 'follow_up', text: 'And?', after: -1 });
  assert.equal(await why(openOwn(keys, 3, wrong)), 'Structure');
});

test('a post that was taken down leaves a private letter until its asker allows it again', async () => {
  const keys = await derive(SALT, WORDS);
  const shown = async (state, changes) => {
    const copies = [
      { kind: 'question', text: 'Why?', consent: 'print', changes },
      { kind: 'take_down', after: 0, changes: 1 },
    ];
    const own = await Promise.all(copies.map(async (copy, at) => [at, base64(await sealOwn(keys, at, copy))]));
    const box = { state: base64(await sealState(COLUMN, keys, state)), messages: [], own };
    const { down, sent } = await openMailbox(COLUMN, keys, box);
    return [down, sent[0].consent];
  };
  assert.deepEqual(await shown({ state: 'published', detail: { slug: 'why' } }, 1), [true, 'print']);
  assert.deepEqual(await shown({ state: 'read' }, 1), [true, 'private']);
  assert.deepEqual(await shown({ state: 'read' }, 2), [false, 'print']);
});

test('a letter is sealed into its bucket and never the same twice', async () => {
  const column = { ...COLUMN, key: (await deriveKeyPair(SALT)).public };
  const id = new Uint8Array(16);
  const letter = { kind: 'question', text: '?' };
  const [one, other] = [await sealLetter(column, id, letter), await sealLetter(column, id, letter)];
  assert.equal(one.length, 57 + 1024);
  assert.notEqual(hex(one), hex(other));
  assert.equal(hex(one.slice(0, 9)), hex(other.slice(0, 9)));
});

test('hexadecimal and base64url read back what they write and nothing else', () => {
  const all = Uint8Array.from({ length: 256 }, (_, i) => i);
  for (const count of [0, 1, 2, 3, 255, 256]) {
    assert.deepEqual(unhex(hex(all.slice(0, count)), count), all.slice(0, count));
    assert.deepEqual(unbase64(base64(all.slice(0, count))), all.slice(0, count));
    assert.equal(base64(all.slice(0, count)), Buffer.from(all.slice(0, count)).toString('base64url'));
  }
  for (const wrong of ['0', '0G', '0A', ' 0', '']) assert.throws(() => unhex(wrong, 1));
  for (const wrong of ['a', 'a+', 'a===', ' aa']) assert.throws(() => unbase64(wrong));
});

