/**
 * A first letter, a question or a response, sealed in the page. Until all is ready, and for good where the browser
 * cannot do it, the form stays the plain one that the server seals.
 *
 * form               data-column, data-salt, data-key-id, data-key (hex), data-words (address of the list)
 *   #words           the words, before sending
 *   [name=receipt]   the server's words; taken out
 *   [data-pass]      fields that are sent as they are: the token (data-token too), the honeypot
 *   button           data-busy: its text while sending
 * [data-sealing=server], [data-sealing=page][hidden]   who seals
 * #notice            see page.js; templates: own, receipt, used (words), full, fresh, slow (wait), network, broken
 * template#asked-template  data-title; [data-receipt] becomes #receipt; data-if: again, and what the letter shows;
 *                    see card.js
 *
 * @typedef {object} Letter what a form holds
 * @property {string} text by which it is known again
 * @property {object} said what is sealed to the column
 * @property {object} copy what its writer keeps
 * @property {Record<string, string|undefined>} [told] what the server is told beside it
 * @property {Record<string, any>} [shown] values of the page that says that it has arrived
 */
import { base64, hex, unhex } from './bytes.js';
import { card } from './card.js';
import { derive } from './derive.js';
import { keyId } from './hpke.js';
import { sealLetter, sealState } from './letter.js';
import { sealOwn } from './own.js';
import {
  clearNotice, columnOf, deliver, drawn, failure, leaveNothing, notice, one, post, renew, sealingBy, turnTo, whileBusy,
} from './page.js';
import { supported } from './supported.js';
import { draw, holdsReceipt, load } from './words.js';

/**
 * Takes a form over; on the page that says that its letter has arrived there is none, and the card is all.
 * @param {HTMLFormElement|null} form @param {typeof FirstLetter} Kind
 */
export async function begin(form, Kind) {
  if (!form) return card(document);
  const shown = one('#words', form);
  // Words that are about to be replaced must not be noted down.
  shown.hidden = true;
  try {
    if (!(await supported())) return;
    const column = columnOf(form);
    if (hex(await keyId(column.key)) !== form.dataset.keyId) return;
    const letter = new Kind(form, column, await load(form.dataset.words));
    await letter.drawWords();
    letter.takeOver();
  } catch {
    // No list, or a page that is not whole: the server seals, as the page says.
  } finally {
    shown.hidden = false;
  }
}

/** A kind of letter has `typed`, the ids of its fields, and `read`, which gives a {@link Letter} or says what is wrong. */
export class FirstLetter {
  /** @type {string[]} */ words;
  /** @type {import('./derive.js').Keys} */ keys;
  /** What was sealed last, and of what, so that a retry sends the very same. */
  #sealed = { of: '', fields: {} };
  /** Texts that hold what looks like a receipt. */
  #warnedOf = new Set();

  constructor(form, column, list) {
    this.form = form;
    this.column = column;
    this.list = list;
  }

  async drawWords() {
    const words = draw(this.list);
    this.keys = await derive(this.column.salt, words);
    this.words = words;
    one('#words', this.form).textContent = words.join(' ');
    // The form's token is for the server's words. Without a new one the letter is only sent twice.
    post(this.form.action, { mailbox: hex(this.keys.mailbox) }).then(({ body }) => renew(this.form, body.token));
  }

  takeOver() {
    // Even if the form were sent without this script, it would hold nothing.
    one('[name=receipt]', this.form)?.remove();
    for (const id of this.typed) one(`#${id}`, this.form).removeAttribute('name');
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      whileBusy(this.form, () => this.send()).catch(() => notice('broken'));
    });
    sealingBy('page');
  }

  async send() {
    clearNotice();
    const letter = await this.read();
    if (!letter) return;
    const give = async () => deliver(this.form, { ...(await this.seal(letter)), ...letter.told });
    let { status, body } = await give();
    if (body.asked === 'key') {
      await this.turnToKey(body);
      ({ status, body } = await give());
    }
    await this.settle(body.asked ?? failure(status), letter);
  }

  /** Words that are not this page's and look like a receipt are stopped once, and let through when sent again. */
  holdsOthers(text) {
    const known = this.#warnedOf.has(text);
    if (holdsReceipt(this.list, text)) this.#warnedOf.add(text);
    return this.#warnedOf.has(text) && !known;
  }

  /** The column's key was changed since the page was opened: the text is sealed once more, to the new one. */
  async turnToKey({ key, key_id }) {
    const turned = unhex(key, 32);
    if (hex(await keyId(turned)) !== key_id) throw new Error('key');
    this.column = { ...this.column, key: turned };
    this.#sealed = { of: '', fields: {} };
  }

  /** @param {Letter} letter */
  async seal({ text, said, copy }) {
    const of = JSON.stringify([said, copy]);
    if (this.#sealed.of === of) return this.#sealed.fields;
    const { column, keys } = this;
    const fields = {
      envelope: base64(await sealLetter(column, keys.envelopeId, said)),
      envelope_id: hex(keys.envelopeId),
      mailbox: hex(keys.mailbox),
      auth: hex(keys.authHash),
      retry_tag: hex(await keys.retryTag(text)),
      state: base64(await sealState(column, keys, { state: 'waiting' })),
      copy: base64(await sealOwn(keys, 0, copy)),
    };
    this.#sealed = { of, fields };
    return fields;
  }

  /** @param {string} asked @param {Letter} letter */
  async settle(asked, letter) {
    // Of a letter that had arrived before, what was said then is what holds.
    if (asked === 'again') return this.showReceipt({ again: true });
    if (asked === 'stored') return this.showReceipt(letter.shown);
    const words = this.words.join(' ');
    // An earlier text has these words already and keeps them.
    if (asked === 'used') await this.drawWords();
    notice(asked, { words });
  }

  showReceipt(values) {
    const page = drawn('#asked-template', values);
    // The id says that a letter has arrived, so no template has it.
    const receipt = one('[data-receipt]', page);
    receipt.id = 'receipt';
    receipt.textContent = this.words.join(' ');
    card(page);
    turnTo('#asked-template', page);
    leaveNothing();
  }
}
