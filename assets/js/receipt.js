/**
 * Coming back: the words stay in the page, and so does what they open.
 *
 * form#look          data-column, data-salt, data-key-id, data-key (hex), data-words (address of the list),
 *                    data-crisis (address of the rules)
 *   input#code
 * [data-sealing=server], [data-sealing=page][hidden]   who opens
 * #notice            templates: none, few and many (found; data-if single, several), too_long, unknown, evicted, full,
 *                    network, broken, word (position, typed, nearest; data-if nearest, unsure)
 * template#mailbox-template  data-title; the whole of main:
 *   #notice          templates: empty, no_changes, long (over), own, receipt, changed, gone, full, enough, fresh, slow (wait),
 *                    network, broken
 *   [data-slot=said]   role status; gets template[data-said=KIND] after something was sent, or take_down,
 *                    approved, changes
 *   [data-slot=help]   gets template[data-help], where there is one and what was sent speaks of danger
 *   [data-slot=state]  gets template[data-state=STATE]: waiting, read, answered, published (a[data-post]),
 *                    declined, withdrawn, destroyed (data-fill day), spoilt; each with an h1; data-if, one of:
 *                    asked (a proof is open; data-fill until), down (the post was to be taken down), replied, response
 *                    (it is one, to a post), plain;
 *                    and letters (there are replies)
 *   [data-slot=thread] gets template[data-entry=KIND]: question, comment (data-fill name; data-if named), follow_up, reply, proof, proof_answer, take_down,
 *                    spoilt; each may have [data-slot=text]; data-if: print, proof, private (question), approved,
 *                    changes (proof_answer), open, late, said, replaced, closed (proof; data-fill until)
 *   [data-when]      states, with spaces between, in which the element stays; of a response they begin with response-
 *   form[data-send=KIND]  KIND: follow_up, consent_change, withdrawal, proof_answer (within the proof's data-if=open;
 *                    its buttons have the values approve and changes). Its textarea has an id, and data-most says
 *                    how many characters it takes where these are fewer; [data-pass] and [data-token] as in first.js
 */
import { base64, hex, unhex } from './bytes.js';
import { danger } from './danger.js';
import { ENVELOPE_ID_BYTES, derive } from './derive.js';
import { keyId } from './hpke.js';
import { later, sealLetter, sealState } from './letter.js';
import { sealOwn } from './own.js';
import {
  all, clearNotice, columnOf, deliver, drawn, failure, focus, leaveNothing, notice, one, post, renew, sealingBy, turnTo,
  whileBusy,
} from './page.js';
import { supported } from './supported.js';
import { CHARS_MAX, chars, clean, paragraphs } from './text.js';
import { dayText, inOrder, isQuestion, openMailbox, proofState } from './thread.js';
import { RECEIPT_WORDS, holdsReceipt, load, parse } from './words.js';

/** From the widest to the narrowest. */
const CONSENTS = ['print', 'proof', 'private'];

const form = one('form#look');
if (form) start();

async function start() {
  try {
    if (!(await supported())) return;
    const column = columnOf(form);
    if (hex(await keyId(column.key)) !== form.dataset.keyId) return;
    new Coming(column, await load(form.dataset.words)).takeOver(form.action);
  } catch {
    // The server opens, as the page says.
  }
}

class Coming {
  /** @type {string[]} */ words;
  /** @type {import('./derive.js').Keys} */ keys;
  /** What was sealed last, and of what, so that a retry sends the very same. */
  #sealed = { of: '', fields: {} };

  constructor(column, list) {
    this.column = column;
    this.list = list;
  }

  takeOver(address) {
    this.address = address;
    this.danger = danger(form.dataset.crisis);
    one('#code', form).removeAttribute('name');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      whileBusy(form, () => this.look()).catch(() => notice('broken'));
    });
    sealingBy('page');
  }

  async look() {
    clearNotice();
    const field = one('#code', form);
    const { words, problem } = parse(this.list, field.value);
    if (problem) return notice(nameOf(problem), valuesOf(problem), field);
    this.words = words;
    this.keys = await derive(this.column.salt, words);
    const wrong = await this.fetch();
    if (wrong) return notice(wrong, {}, wrong === 'unknown' || wrong === 'evicted' ? field : undefined);
    this.show();
    leaveNothing();
  }

  /** Gets the mailbox and opens it. @returns {Promise<string|undefined>} the notice when there is none */
  async fetch() {
    const { status, body } = await post(this.address, { lookup: hex(this.keys.lookup) });
    if (status === 404) return body.evicted ? 'evicted' : 'unknown';
    if (status !== 200 || !body.state) return failure(status);
    this.box = await openMailbox(this.column, this.keys, body);
    this.own = body.own;
    this.tokens = body.tokens ?? {};
  }

  show() {
    const { state, detail = {} } = this.box.state;
    const page = drawn('#mailbox-template');
    const replied = this.box.received.some(({ kind }) => kind === 'reply');
    const asked = this.box.received.find((entry) => entry.kind === 'proof' && proofState(entry, this.box) === 'open');
    const { down } = this.box;
    const response = this.box.sent.some(({ kind }) => kind === 'comment');
    const course = response ? 'response' : asked ? 'asked' : down ? 'down' : replied ? 'replied' : 'plain';
    const day = dayText(detail.day ?? 0);
    const values = { [course]: true, day, until: asked && dayText(asked.until), letters: replied };
    const told = drawn(`template[data-state="${state}"]`, values);
    const post = one('[data-post]', told);
    if (post) post.href = `/posts/${encodeURIComponent(detail.slug)}${response ? '#responses' : ''}`;
    one('[data-slot=state]', page).replaceChildren(told);
    const entries = inOrder(this.box.received, this.box.sent).map((entry) => this.entry(entry));
    one('[data-slot=thread]', page).replaceChildren(...entries);
    const named = response ? `response-${state}` : state;
    for (const part of all('[data-when]', page)) if (!part.dataset.when.split(' ').includes(named)) part.remove();
    this.prepare(page);
    turnTo('#mailbox-template', page);
  }

  entry(entry) {
    const values = { [entry.consent]: true, name: entry.name, named: entry.name, approved: entry.approved, changes: !entry.approved };
    if (entry.kind === 'proof') {
      values.until = dayText(entry.until);
      values[proofState(entry, this.box)] = true;
    }
    const drawing = drawn(`template[data-entry="${entry.kind}"]`, values);
    one('[data-slot=text]', drawing)?.replaceChildren(...paragraphs(entry.text ?? entry.words ?? ''));
    for (const answer of all('form', drawing)) answer.dataset.number = entry.number;
    if (entry.kind === 'proof' && !values.open) one('.proof', drawing).removeAttribute('id');
    return drawing;
  }

  prepare(page) {
    const question = this.question();
    for (const radio of all('form [name=consent]', page)) radio.checked = radio.value === question?.consent;
    for (const sending of all('form[data-send]', page)) {
      renew(sending, this.tokens[sending.dataset.send]);
      sending.addEventListener('submit', (event) => {
        event.preventDefault();
        whileBusy(sending, () => this.send(sending, event.submitter?.value)).catch(() => notice('broken'));
      });
    }
  }

  question() {
    return this.box.sent.find(isQuestion);
  }

  async send(sending, button) {
    clearNotice();
    one('[data-slot=said]').replaceChildren();
    const field = one('textarea', sending);
    const text = clean(field?.value ?? '');
    const over = chars(text) - (sending.dataset.most ?? CHARS_MAX);
    const approved = button === 'approve';
    if (field && !text && !approved) return notice(button ? 'no_changes' : 'empty', {}, field);
    if (over > 0) return notice('long', { over }, field);
    if (holdsReceipt(this.words, text)) return notice('own', {}, field);
    if (this.holdsOthers(text)) return notice('receipt', {}, field);
    const { send: kind, number } = sending.dataset;
    const { said, copy, ...more } = this.letter(kind, sending, text, Number(number), approved);
    const answer = approved ? 'approved' : 'changes';
    const done = kind === 'proof_answer' ? answer : kind;
    let fields = await this.seal(kind, said, copy, more);
    let { status, body } = await deliver(sending, fields);
    if (body.asked === 'key') {
      await this.turnToKey(body);
      fields = await this.seal(kind, said, copy, more);
      ({ status, body } = await deliver(sending, fields));
    }
    if (body.asked) return notice(body.asked);
    if (status >= 200 && status < 300) return this.sent(done, text);
    // Taken back already, as when only the answer was lost: then the mailbox says so.
    if (status === 403 && kind === 'withdrawal' && (await this.isTakenBack())) return this.sent(done, text);
    if (status !== 409) return notice(status === 403 || status === 404 ? 'gone' : failure(status));
    // The copy's place is taken: by itself, where only the answer was lost, or by what another window sent. Then it
    // is sealed anew when it is sent again.
    await this.fetch();
    const isThere = this.own.some(([number, sealed]) => String(number) === fields.number && sealed === fields.copy);
    return isThere ? this.sent(done, text) : notice('changed');
  }

  async isTakenBack() {
    return !(await this.fetch()) && this.box.state.state === 'withdrawn';
  }

  /** As in first.js: words that are not this receipt's and look like one are stopped once. */
  holdsOthers(text) {
    const known = this.warnedOf === text;
    if (holdsReceipt(this.list, text)) this.warnedOf = text;
    return this.warnedOf === text && !known;
  }

  /** As in first.js. */
  async turnToKey({ key, key_id }) {
    const turned = unhex(key, 32);
    if (hex(await keyId(turned)) !== key_id) throw new Error('key');
    this.column = { ...this.column, key: turned };
    this.#sealed = { of: '', fields: {} };
  }

  /** What a form says, the copy of it that the asker keeps, and what the server is told beside them. */
  letter(kind, sending, text, number, approved) {
    const after = Math.max(0, ...this.box.received.map((message) => message.number));
    if (kind === 'follow_up') {
      return { said: { text }, copy: { kind, text, after } };
    }
    if (kind === 'proof_answer') {
      const said = { number, approved, words: text };
      return { said, copy: { kind, ...said }, hold: approved ? 'open' : undefined };
    }
    // The copy stays only where the letter is public already and the desk is asked to take it down.
    const question = this.question();
    if (kind === 'withdrawal') {
      return { said: {}, copy: { kind: 'take_down', after, changes: question?.changes ?? 0 }, withdraw: true };
    }
    const consent = sending.elements.consent.value;
    const changes = question.changes + 1;
    const copy = { kind: 'question', text: question.text, consent, changes };
    return { said: { consent, number: changes }, copy, hold: holdOf(question.consent, consent) };
  }

  async seal(kind, said, copy, { withdraw, hold }) {
    const { column, keys, box } = this;
    // The question's copy is replaced; any other is put behind the last.
    const number = copy?.kind === 'question' ? 0 : Math.max(0, ...box.sent.map((sent) => sent.number)) + 1;
    const of = JSON.stringify([kind, said, copy, number]);
    if (this.#sealed.of === of) return this.#sealed.fields;
    const id = crypto.getRandomValues(new Uint8Array(ENVELOPE_ID_BYTES));
    const fields = {
      lookup: hex(keys.lookup),
      auth: hex(keys.auth),
      envelope_id: hex(id),
      envelope: base64(await sealLetter(column, id, later(keys, kind, said))),
      number: copy && String(number),
      copy: copy && base64(await sealOwn(keys, number, copy)),
      state: withdraw && base64(await sealState(column, keys, { state: 'withdrawn' })),
      hold,
    };
    this.#sealed = { of, fields };
    return fields;
  }

  /** Shows the mailbox as it now lies at the server, which proves that what was sent has arrived.
   * @param {string} done the kind of what was sent, or the answer to a proof */
  async sent(done, text) {
    this.#sealed = { of: '', fields: {} };
    const wrong = await this.fetch();
    if (wrong) return notice(wrong === 'unknown' || wrong === 'evicted' ? 'gone' : wrong);
    this.show();
    const box = one('[data-slot=said]');
    const isPublic = done === 'withdrawal' && this.box.state.state !== 'withdrawn';
    box.replaceChildren(drawn(`template[data-said="${isPublic ? 'take_down' : done}"]`));
    if (one('template[data-help]') && (await this.danger)(text)) {
      one('[data-slot=help]').replaceChildren(drawn('template[data-help]'));
    }
    focus(box);
  }
}

/** As `service::follow` has it: from private to proof it stays closed. */
function holdOf(from, to) {
  if (to === 'print') return 'open';
  return CONSENTS.indexOf(to) > CONSENTS.indexOf(from) ? 'close' : undefined;
}

/** @param {import('./words.js').Problem} problem */
function valuesOf(problem) {
  const single = problem.found === 1;
  return { ...problem, unsure: !problem.nearest, single, several: !single };
}

/** @param {import('./words.js').Problem} problem */
function nameOf({ kind, found }) {
  if (kind !== 'count') return kind;
  if (found === 0) return 'none';
  return found < RECEIPT_WORDS ? 'few' : 'many';
}
