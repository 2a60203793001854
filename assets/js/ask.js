/**
 * Asking, sealed in the page. Until all is ready, and for good where the browser cannot do it, the form stays the
 * plain one that the server seals.
 *
 * form#ask           data-column, data-salt, data-key-id, data-key (hex), data-words (address of the list)
 *   textarea#question
 *   input[name=consent]  radios
 *   #words           the words, before sending
 *   [name=receipt]   the server's words; taken out
 *   [data-pass]      fields that are sent as they are: the token (data-token too), the honeypot
 *   button           data-busy: its text while sending
 * [data-sealing=server], [data-sealing=page][hidden]   who seals
 * #notice            see page.js; templates: empty, long (over), own, receipt, used (words), full, fresh,
 *                    slow (wait), network, broken
 * template#asked-template  data-title; [data-receipt] becomes #receipt; data-if: again, print, proof, private;
 *                    see card.js
 *
 * Before sealing, the form gets the event `check` (detail: text). Whoever cancels it shows something first, and
 * calls `form.requestSubmit()` to go on.
 */
import { base64, hex, unhex } from './bytes.js';
import { card } from './card.js';
import { derive } from './derive.js';
import { keyId } from './hpke.js';
import { question as letterOf, sealLetter, sealState } from './letter.js';
import { sealOwn } from './own.js';
import {
  clearNotice, columnOf, deliver, drawn, failure, leaveNothing, notice, one, post, renew, sealingBy, turnTo, whileBusy,
} from './page.js';
import { supported } from './supported.js';
import { CHARS_MAX, chars, clean } from './text.js';
import { draw, holdsReceipt, load } from './words.js';

const form = one('form#ask');
if (form) start();
else card(document);

async function start() {
  const shown = one('#words', form);
  // Words that are about to be replaced must not be noted down.
  shown.hidden = true;
  try {
    if (!(await supported())) return;
    const column = columnOf(form);
    if (hex(await keyId(column.key)) !== form.dataset.keyId) return;
    const asking = new Asking(column, await load(form.dataset.words));
    await asking.drawWords();
    asking.takeOver();
  } catch {
    // No list, or a page that is not whole: the server seals, as the page says.
  } finally {
    shown.hidden = false;
  }
}

class Asking {
  /** @type {string[]} */ words;
  /** @type {import('./derive.js').Keys} */ keys;
  /** What was sealed last, and of what, so that a retry sends the very same. */
  #sealed = { of: '', fields: {} };

  constructor(column, list) {
    this.column = column;
    this.list = list;
  }

  async drawWords() {
    const words = draw(this.list);
    this.keys = await derive(this.column.salt, words);
    this.words = words;
    one('#words', form).textContent = words.join(' ');
    // The form's token is for the server's words. Without a new one the letter is only sent twice.
    post(form.action, { mailbox: hex(this.keys.mailbox) }).then(({ body }) => renew(form, body.token));
  }

  takeOver() {
    // Even if the form were sent without this script, it would hold nothing.
    one('[name=receipt]', form)?.remove();
    one('#question', form).removeAttribute('name');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      whileBusy(form, () => this.send()).catch(() => notice('broken'));
    });
    sealingBy('page');
  }

  async send() {
    clearNotice();
    const field = one('#question', form);
    const text = clean(field.value);
    const consent = form.elements.consent.value;
    const over = chars(text) - CHARS_MAX;
    if (!text) return notice('empty', {}, field);
    if (over > 0) return notice('long', { over }, field);
    if (holdsReceipt(this.words, text)) return notice('own', {}, field);
    if (this.holdsOthers(text)) return notice('receipt', {}, field);
    if (!form.dispatchEvent(new CustomEvent('check', { cancelable: true, detail: { text } }))) return;
    let { status, body } = await deliver(form, await this.seal(text, consent));
    if (body.asked === 'key') {
      await this.turnToKey(body);
      ({ status, body } = await deliver(form, await this.seal(text, consent)));
    }
    await this.settle(body.asked ?? failure(status), consent);
  }

  /** Words that are not this page's and look like a receipt are stopped once, and let through when sent again. */
  holdsOthers(text) {
    const known = this.warnedOf === text;
    if (holdsReceipt(this.list, text)) this.warnedOf = text;
    return this.warnedOf === text && !known;
  }

  /** The column's key was changed since the page was opened: the text is sealed once more, to the new one. */
  async turnToKey({ key, key_id }) {
    const turned = unhex(key, 32);
    if (hex(await keyId(turned)) !== key_id) throw new Error('key');
    this.column = { ...this.column, key: turned };
    this.#sealed = { of: '', fields: {} };
  }

  async seal(text, consent) {
    const of = JSON.stringify([this.words, text, consent]);
    if (this.#sealed.of === of) return this.#sealed.fields;
    const { column, keys } = this;
    const fields = {
      envelope: base64(await sealLetter(column, keys.envelopeId, letterOf(keys, text, consent))),
      envelope_id: hex(keys.envelopeId),
      mailbox: hex(keys.mailbox),
      auth: hex(keys.authHash),
      retry_tag: hex(await keys.retryTag(text)),
      state: base64(await sealState(column, keys, { state: 'waiting' })),
      copy: base64(await sealOwn(keys, 0, { kind: 'question', text, consent, changes: 0 })),
    };
    this.#sealed = { of, fields };
    return fields;
  }

  async settle(asked, consent) {
    if (asked === 'stored' || asked === 'again') return this.showReceipt(asked, consent);
    const words = this.words.join(' ');
    // An earlier text has these words already and keeps them.
    if (asked === 'used') await this.drawWords();
    notice(asked, { words });
  }

  showReceipt(asked, consent) {
    // Of a letter that had arrived before, the choice made then is the one that holds.
    const again = asked === 'again';
    const page = drawn('#asked-template', { again, [consent]: !again });
    // The id says that a letter has arrived, so no template has it.
    const receipt = one('[data-receipt]', page);
    receipt.id = 'receipt';
    receipt.textContent = this.words.join(' ');
    card(page);
    turnTo('#asked-template', page);
    leaveNothing();
  }
}
