/**
 * Asking, sealed in the page: see first.js.
 *
 * form#ask
 *   textarea#question
 *   input[name=consent]  radios
 * #notice            further templates: empty, long (over)
 * template#asked-template  data-if: print, proof, private
 *
 * Before sealing, the form gets the event `check` (detail: text). Whoever cancels it shows something first, and
 * calls `form.requestSubmit()` to go on.
 */
import { FirstLetter, begin } from './first.js';
import { question } from './letter.js';
import { notice, one } from './page.js';
import { CHARS_MAX, chars, clean } from './text.js';
import { holdsReceipt } from './words.js';

begin(one('form#ask'), class extends FirstLetter {
  typed = ['question'];

  read() {
    const field = one('#question', this.form);
    const text = clean(field.value);
    const consent = this.form.elements.consent.value;
    const over = chars(text) - CHARS_MAX;
    if (!text) return notice('empty', {}, field);
    if (over > 0) return notice('long', { over }, field);
    if (holdsReceipt(this.words, text)) return notice('own', {}, field);
    if (this.holdsOthers(text)) return notice('receipt', {}, field);
    if (!this.form.dispatchEvent(new CustomEvent('check', { cancelable: true, detail: { text } }))) return;
    const copy = { kind: 'question', text, consent, changes: 0 };
    return { text, said: question(this.keys, text, consent), copy, shown: { [consent]: true } };
  }
});
